import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { replaceRecoveryCodes } from "@/lib/auth/second-factor";
import { handleWithSession } from "@/lib/web/session-endpoint";

export const POST = (request: Request) =>
  handleWithSession(request, async ({ runtime, wire, session }) => {
    const recoveryCodes = await replaceRecoveryCodes(runtime, session, originOf(wire));
    return jsonResponse(200, { recoveryCodes }, wire.requestId);
  });
