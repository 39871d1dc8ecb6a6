import { getTeam } from "@/lib/operations/team/get";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(getTeam);
