import { listWebhooks } from "@/lib/operations/webhooks/list";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listWebhooks);
