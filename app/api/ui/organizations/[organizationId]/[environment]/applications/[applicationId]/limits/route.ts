import { getApplicationLimits } from "@/lib/operations/applications/limits";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getApplicationLimits);
