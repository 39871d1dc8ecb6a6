import { revokeInvitation } from "@/lib/operations/team/invitations";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(revokeInvitation);
