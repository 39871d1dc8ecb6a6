import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { disableSecondFactor } from "@/lib/auth/second-factor";
import { handleWithSession } from "@/lib/web/session-endpoint";

export const POST = (request: Request) =>
  handleWithSession(request, async ({ runtime, wire, session }) => {
    await disableSecondFactor(runtime, session, originOf(wire));
    return jsonResponse(200, {}, wire.requestId);
  });
