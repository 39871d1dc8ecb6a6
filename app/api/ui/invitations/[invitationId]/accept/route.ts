import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { acceptInvitation } from "@/lib/operations/team/accept-invitation";
import { parseInput } from "@/lib/operations/validation";
import { acceptInvitationSchema } from "@/lib/schemas/team";
import { currentSession } from "@/lib/web/current-session";
import { handlePublic } from "@/lib/web/public-endpoint";
import { readJson } from "@/lib/web/session-endpoint";

type Context = { params: Promise<{ invitationId: string }> };

export const POST = (request: Request, { params }: Context) =>
  handlePublic(request, async ({ runtime, wire }) => {
    const input = parseInput(acceptInvitationSchema, await readJson(request, wire));
    const { invitationId } = await params;
    const accepted = await acceptInvitation(
      runtime,
      invitationId,
      input,
      await currentSession(),
      originOf(wire),
    );
    return jsonResponse(200, accepted, wire.requestId);
  });
