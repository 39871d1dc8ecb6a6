import { getAttention } from "@/lib/operations/attention";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getAttention);
