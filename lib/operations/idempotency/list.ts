/** The idempotency keys of an application that still stand for a request. */
import { z } from "zod";
import { listIdempotencyKeyRows } from "@/db/queries/idempotency";
import { toPublicId } from "@/lib/ids";
import { requireApplication } from "@/lib/operations/applications/find";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { readOperation } from "@/lib/operations/operation";
import { idempotencyKeyPageSchema, listIdempotencyKeysSchema } from "@/lib/schemas/limits";

export const listIdempotencyKeys = readOperation({
  name: "listIdempotencyKeys",
  summary: "List the idempotency keys of an application's last 24 hours, newest first",
  permission: "APPLICATIONS_READ",
  input: listIdempotencyKeysSchema.extend({ applicationId: z.string() }),
  output: idempotencyKeyPageSchema,
  run: async (context, { applicationId, key, cursor, limit }) => {
    const { tx, scope, now, cursorSecret } = context;
    const application = await requireApplication(context, applicationId);
    const binding: CursorBinding = {
      secret: cursorSecret,
      list: "idempotency keys",
      ...scope,
      filters: { applicationId, key },
    };
    const before = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const filter = { applicationId: application.id, key, now };
    const rows = await listIdempotencyKeyRows(tx, scope, filter, { limit: limit + 1, before });
    // A request has one key at most, so its id tells the rows apart.
    const identified = rows.map((row) => ({ ...row, id: row.requestId }));
    return toPage(identified, limit, binding, (row) => ({
      key: row.key,
      method: row.method,
      path: row.path,
      status: row.status,
      requestId: toPublicId("request", row.requestId),
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    }));
  },
});
