import { deleteWebhook } from "@/lib/operations/webhooks/delete";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(deleteWebhook);
