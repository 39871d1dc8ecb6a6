import { reviewScreeningMatch } from "@/lib/operations/screening/decide";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(reviewScreeningMatch);
