import { getWebhook } from "@/lib/operations/webhooks/get";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getWebhook);
