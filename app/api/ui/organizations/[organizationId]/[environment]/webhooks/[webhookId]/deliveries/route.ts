import { listWebhookDeliveries } from "@/lib/operations/webhooks/list-deliveries";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(listWebhookDeliveries);
