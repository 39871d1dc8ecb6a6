import { disableWebhook } from "@/lib/operations/webhooks/disable";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(disableWebhook);
