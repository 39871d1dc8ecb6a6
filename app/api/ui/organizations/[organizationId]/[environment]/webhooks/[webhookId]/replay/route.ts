import { previewWebhookReplay, replayWebhookEvents } from "@/lib/operations/webhooks/replay";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(previewWebhookReplay);
export const POST = sessionEndpoint(replayWebhookEvents);
