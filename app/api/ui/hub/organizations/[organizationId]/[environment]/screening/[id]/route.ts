import { getScreeningReview } from "@/lib/operations/screening/review";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getScreeningReview);
