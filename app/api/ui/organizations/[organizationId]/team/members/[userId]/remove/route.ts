import { removeMember } from "@/lib/operations/team/members";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(removeMember);
