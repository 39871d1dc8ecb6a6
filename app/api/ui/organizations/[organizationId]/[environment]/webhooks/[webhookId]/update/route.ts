import { updateWebhook } from "@/lib/operations/webhooks/update";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(updateWebhook);
