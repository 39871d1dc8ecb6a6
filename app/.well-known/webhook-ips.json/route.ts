import { serveWebhookIps } from "@/lib/api/webhook-ips";

export const GET = serveWebhookIps;
