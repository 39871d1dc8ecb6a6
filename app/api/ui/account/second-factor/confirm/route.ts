import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { confirmSecondFactor } from "@/lib/auth/second-factor";
import { parseInput } from "@/lib/operations/validation";
import { confirmSecondFactorSchema } from "@/lib/schemas/account";
import { handleWithSession, readJson } from "@/lib/web/session-endpoint";

export const POST = (request: Request) =>
  handleWithSession(request, async ({ runtime, wire, session }) => {
    const { code } = parseInput(confirmSecondFactorSchema, await readJson(request, wire));
    const recoveryCodes = await confirmSecondFactor(runtime, session, code, originOf(wire));
    return jsonResponse(200, { recoveryCodes }, wire.requestId);
  });
