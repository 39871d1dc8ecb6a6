import { documentReviewEndpoint } from "@/lib/web/document-review-endpoint";

export const GET = documentReviewEndpoint;
