import { getWebhook } from "@/lib/operations/webhooks/get";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getWebhook);
