import { getOverviewTraffic } from "@/lib/operations/hub/overview-traffic";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getOverviewTraffic, { place: "deployment" });
