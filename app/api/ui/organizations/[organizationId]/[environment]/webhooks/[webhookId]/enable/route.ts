import { enableWebhook } from "@/lib/operations/webhooks/enable";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(enableWebhook);
