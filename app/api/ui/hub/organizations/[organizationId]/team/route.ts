import { getTeam } from "@/lib/operations/team/get";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getTeam);
