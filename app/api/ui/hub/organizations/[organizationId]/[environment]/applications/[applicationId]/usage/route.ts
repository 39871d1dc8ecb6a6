import { getApplicationUsage } from "@/lib/operations/applications/usage";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getApplicationUsage);
