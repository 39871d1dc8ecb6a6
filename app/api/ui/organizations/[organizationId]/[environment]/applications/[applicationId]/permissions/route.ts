import { setApplicationPermissions } from "@/lib/operations/applications/settings";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(setApplicationPermissions);
