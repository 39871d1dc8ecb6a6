import { jsonResponse } from "@/lib/api/respond";
import { beginSecondFactor } from "@/lib/auth/second-factor";
import { handleWithSession } from "@/lib/web/session-endpoint";

export const POST = (request: Request) =>
  handleWithSession(request, async ({ runtime, wire, session }) =>
    jsonResponse(200, await beginSecondFactor(runtime, session), wire.requestId),
  );
