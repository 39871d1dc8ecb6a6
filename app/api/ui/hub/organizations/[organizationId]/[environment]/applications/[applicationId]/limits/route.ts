import { getApplicationLimits } from "@/lib/operations/applications/limits";
import { setApplicationRateLimit } from "@/lib/operations/applications/settings";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getApplicationLimits);
export const POST = hubEndpoint(setApplicationRateLimit);
