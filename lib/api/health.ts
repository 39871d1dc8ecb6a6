import { sql } from "drizzle-orm";
import { errorResponse, jsonResponse } from "@/lib/api/respond";
import { currentWire } from "@/lib/api/wire";
import { withDeadline } from "@/lib/database-errors";
import { unavailable } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { runtimeOrNull } from "@/lib/runtime";

/** 200 only when this process can serve: behind its own server, with a database that answers and has the schema. */
export async function answerHealth(): Promise<Response> {
  const wire = currentWire();
  const runtime = runtimeOrNull();
  const requestId = wire?.requestId ?? toPublicId("request", newUuid());
  try {
    if (wire === null || runtime === null) throw unavailable("Not started with the platform's own server.");
    await withDeadline(runtime.database.db.execute(sql`select from lookup_api_key(array[]::bytea[])`), 2_000);
    return jsonResponse(200, { status: "ok" }, requestId);
  } catch (error) {
    return errorResponse(error, requestId, runtime?.settings.baseUrl ?? "");
  }
}
