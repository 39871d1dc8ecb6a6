import { disableWebhook } from "@/lib/operations/webhooks/disable";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(disableWebhook);
