import { jsonResponse } from "@/lib/api/respond";
import { readAccount } from "@/lib/auth/account";
import { handleWithSession } from "@/lib/web/session-endpoint";

export const GET = (request: Request) =>
  handleWithSession(request, async ({ runtime, wire, session }) =>
    jsonResponse(200, await readAccount(runtime, session), wire.requestId),
  );
