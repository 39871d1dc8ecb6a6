import { resendWebhookDelivery } from "@/lib/operations/webhooks/resend";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(resendWebhookDelivery);
