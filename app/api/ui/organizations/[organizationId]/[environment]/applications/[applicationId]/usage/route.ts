import { getApplicationUsage } from "@/lib/operations/applications/usage";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getApplicationUsage);
