import { CustomerReview } from "@/components/hub/reviews/customer/customer-review";
import { customerReviewQuery } from "@/lib/client/hub-customers";
import { getCustomerReview } from "@/lib/operations/customers/review";
import { hubMetadata } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";
import { type ReviewParams, reviewPage } from "../../review-page";

export const generateMetadata = () => hubMetadata("Customer");

type CustomerPageProps = { params: Promise<ReviewParams & { customerId: string }> };

export default async function CustomerPage({ params }: CustomerPageProps) {
  const { customerId, ...at } = await params;
  return reviewPage({
    params: at,
    load: (place, client) =>
      client.fetchQuery({
        ...customerReviewQuery(place, customerId),
        queryFn: () => callHubOperation(getCustomerReview, place, { customerId }),
      }),
    children: <CustomerReview key={customerId} customerId={customerId} />,
  });
}
