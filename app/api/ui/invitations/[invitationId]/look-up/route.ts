import { jsonResponse } from "@/lib/api/respond";
import { previewInvitation } from "@/lib/operations/team/linked-invitation";
import { parseInput } from "@/lib/operations/validation";
import { invitationSecretSchema } from "@/lib/schemas/team";
import { handlePublic } from "@/lib/web/public-endpoint";
import { readJson } from "@/lib/web/session-endpoint";

type Context = { params: Promise<{ invitationId: string }> };

export const POST = (request: Request, { params }: Context) =>
  handlePublic(request, async ({ runtime, wire }) => {
    const { secret } = parseInput(invitationSecretSchema, await readJson(request, wire));
    const preview = await previewInvitation(runtime, (await params).invitationId, secret);
    return jsonResponse(200, preview, wire.requestId);
  });
