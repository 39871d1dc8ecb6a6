import { enableWebhook } from "@/lib/operations/webhooks/enable";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(enableWebhook);
