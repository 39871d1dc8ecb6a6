import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { changePassword } from "@/lib/auth/account";
import { parseInput } from "@/lib/operations/validation";
import { changePasswordSchema } from "@/lib/schemas/account";
import { handleWithSession, readJson } from "@/lib/web/session-endpoint";

export const POST = (request: Request) =>
  handleWithSession(request, async ({ runtime, wire, session }) => {
    const input = parseInput(changePasswordSchema, await readJson(request, wire));
    await changePassword(runtime, session, input, originOf(wire));
    return jsonResponse(200, {}, wire.requestId);
  });
