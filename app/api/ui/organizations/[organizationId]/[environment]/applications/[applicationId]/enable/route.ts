import { enableApplication } from "@/lib/operations/applications/state";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(enableApplication);
