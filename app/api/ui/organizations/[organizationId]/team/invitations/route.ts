import { inviteMember } from "@/lib/operations/team/invitations";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const POST = sessionEndpoint(inviteMember, { status: 201 });
