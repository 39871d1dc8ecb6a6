import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { resetPassword } from "@/lib/auth/password-reset";
import { parseInput } from "@/lib/operations/validation";
import { resetPasswordSchema } from "@/lib/schemas/account";
import { handlePublic } from "@/lib/web/public-endpoint";
import { readJson } from "@/lib/web/session-endpoint";

type RouteContext = { params: Promise<{ resetId: string }> };

export const POST = (request: Request, context: RouteContext) =>
  handlePublic(request, async ({ runtime, wire }) => {
    const { resetId } = await context.params;
    const input = parseInput(resetPasswordSchema, await readJson(request, wire));
    await resetPassword(runtime, resetId, input, originOf(wire));
    return jsonResponse(200, {}, wire.requestId);
  });
