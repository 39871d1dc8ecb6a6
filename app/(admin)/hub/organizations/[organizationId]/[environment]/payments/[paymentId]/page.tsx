import { PaymentReview } from "@/components/hub/payments/payment-review";
import { paymentReviewQuery } from "@/lib/client/hub-payments";
import { getPaymentReview } from "@/lib/operations/payments/review";
import { hubMetadata } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";
import { type ReviewParams, reviewPage } from "../../review-page";

export const generateMetadata = () => hubMetadata("Payment");

type PaymentPageProps = { params: Promise<ReviewParams & { paymentId: string }> };

export default async function PaymentPage({ params }: PaymentPageProps) {
  const { paymentId, ...at } = await params;
  return reviewPage({
    params: at,
    load: (place, client) =>
      client.fetchQuery({
        ...paymentReviewQuery(place, paymentId),
        queryFn: () => callHubOperation(getPaymentReview, place, { id: paymentId }),
      }),
    children: <PaymentReview key={paymentId} paymentId={paymentId} />,
  });
}
