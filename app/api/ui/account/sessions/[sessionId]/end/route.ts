import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { endOneSession } from "@/lib/auth/account";
import { handleWithSession } from "@/lib/web/session-endpoint";

type RouteContext = { params: Promise<{ sessionId: string }> };

export const POST = (request: Request, context: RouteContext) =>
  handleWithSession(request, async ({ runtime, wire, session }) => {
    const { sessionId } = await context.params;
    await endOneSession(runtime, session, sessionId, originOf(wire));
    return jsonResponse(200, {}, wire.requestId);
  });
