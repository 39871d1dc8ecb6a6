import { createWebhook } from "@/lib/operations/webhooks/create";
import { listWebhooks } from "@/lib/operations/webhooks/list";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(listWebhooks);
export const POST = sessionEndpoint(createWebhook, { status: 201 });
