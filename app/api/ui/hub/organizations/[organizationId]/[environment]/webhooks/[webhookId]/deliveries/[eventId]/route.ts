import { getWebhookDelivery } from "@/lib/operations/webhooks/get-delivery";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getWebhookDelivery);
