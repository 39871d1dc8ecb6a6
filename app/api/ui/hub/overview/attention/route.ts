import { getOverviewAttention } from "@/lib/operations/hub/overview-attention";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getOverviewAttention, { place: "deployment" });
