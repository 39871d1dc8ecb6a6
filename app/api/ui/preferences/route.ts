import { jsonResponse } from "@/lib/api/respond";
import { parseInput } from "@/lib/operations/validation";
import { preferencesSchema, savePreferences } from "@/lib/web/preferences";
import { handleWithSession, readJson } from "@/lib/web/session-endpoint";

export const POST = (request: Request) =>
  handleWithSession(request, async ({ wire }) => {
    await savePreferences(parseInput(preferencesSchema, await readJson(request, wire)));
    return jsonResponse(200, {}, wire.requestId);
  });
