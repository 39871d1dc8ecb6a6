import { testWebhook } from "@/lib/operations/webhooks/send-test";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(testWebhook);
