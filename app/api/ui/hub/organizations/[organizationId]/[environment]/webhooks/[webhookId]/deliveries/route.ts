import { listWebhookDeliveries } from "@/lib/operations/webhooks/list-deliveries";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listWebhookDeliveries);
