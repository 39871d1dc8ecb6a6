import { BeneficiaryReview } from "@/components/hub/reviews/beneficiary/beneficiary-review";
import { beneficiaryReviewQuery } from "@/lib/client/hub-customers";
import { getBeneficiaryReview } from "@/lib/operations/beneficiaries/review";
import { hubMetadata } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";
import { type ReviewParams, reviewPage } from "../../review-page";

export const generateMetadata = () => hubMetadata("Beneficiary");

type BeneficiaryPageProps = { params: Promise<ReviewParams & { beneficiaryId: string }> };

export default async function BeneficiaryPage({ params }: BeneficiaryPageProps) {
  const { beneficiaryId, ...at } = await params;
  return reviewPage({
    params: at,
    load: (place, client) =>
      client.fetchQuery({
        ...beneficiaryReviewQuery(place, beneficiaryId),
        queryFn: () => callHubOperation(getBeneficiaryReview, place, { beneficiaryId }),
      }),
    children: <BeneficiaryReview key={beneficiaryId} beneficiaryId={beneficiaryId} />,
  });
}
