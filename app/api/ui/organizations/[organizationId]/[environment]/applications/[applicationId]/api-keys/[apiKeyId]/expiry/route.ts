import { changeApiKeyExpiry } from "@/lib/operations/applications/api-keys";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(changeApiKeyExpiry);
