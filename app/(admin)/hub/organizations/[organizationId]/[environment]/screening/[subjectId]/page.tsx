import { ScreeningReview } from "@/components/hub/screening/screening-review";
import { screeningReviewQuery } from "@/lib/client/hub-screening";
import { getScreeningReview } from "@/lib/operations/screening/review";
import { hubMetadata } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";
import { type ReviewParams, reviewPage } from "../../review-page";

export const generateMetadata = () => hubMetadata("Screening");

type ScreeningPageProps = { params: Promise<ReviewParams & { subjectId: string }> };

export default async function ScreeningPage({ params }: ScreeningPageProps) {
  const { subjectId, ...at } = await params;
  return reviewPage({
    params: at,
    load: (place, client) =>
      client.fetchQuery({
        ...screeningReviewQuery(place, subjectId),
        queryFn: () => callHubOperation(getScreeningReview, place, { id: subjectId }),
      }),
    children: <ScreeningReview key={subjectId} subjectId={subjectId} />,
  });
}
