import { rotateWebhookSecret } from "@/lib/operations/webhooks/rotate-secret";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(rotateWebhookSecret);
