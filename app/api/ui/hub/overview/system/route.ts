import { getSystemHealth } from "@/lib/operations/hub/system-health";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getSystemHealth, { place: "deployment" });
