import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { requestPasswordReset } from "@/lib/auth/password-reset";
import { parseInput } from "@/lib/operations/validation";
import { requestPasswordResetSchema } from "@/lib/schemas/account";
import { handlePublic } from "@/lib/web/public-endpoint";
import { readJson } from "@/lib/web/session-endpoint";

export const POST = (request: Request) =>
  handlePublic(request, async ({ runtime, wire }) => {
    const { email } = parseInput(requestPasswordResetSchema, await readJson(request, wire));
    await requestPasswordReset(runtime, email, originOf(wire));
    return jsonResponse(200, {}, wire.requestId);
  });
