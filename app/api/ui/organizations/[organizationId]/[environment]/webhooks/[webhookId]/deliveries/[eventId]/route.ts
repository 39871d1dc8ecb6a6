import { getWebhookDelivery } from "@/lib/operations/webhooks/get-delivery";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getWebhookDelivery);
