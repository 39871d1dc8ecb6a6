import { listWatchlists } from "@/lib/operations/screening/watchlists";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listWatchlists, { place: "deployment" });
