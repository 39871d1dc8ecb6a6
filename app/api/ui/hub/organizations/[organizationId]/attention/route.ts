import { getAttention } from "@/lib/operations/attention";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getAttention);
