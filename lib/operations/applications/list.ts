import { z } from "zod";
import { listApplicationRows, loadCredentials } from "@/db/queries/applications";
import { toApplicationView } from "@/lib/operations/applications/view";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { readOperation } from "@/lib/operations/operation";
import { applicationSchema } from "@/lib/schemas/application";
import { pageOf, pageQueryShape } from "@/lib/schemas/common";

export const listApplications = readOperation({
  name: "listApplications",
  summary: "List the organization's API applications in one environment",
  permission: "APPLICATIONS_READ",
  input: z.strictObject(pageQueryShape),
  output: pageOf(applicationSchema),
  run: async ({ tx, scope, now, cursorSecret }, { cursor, limit }) => {
    const binding: CursorBinding = { secret: cursorSecret, list: "applications", ...scope, filters: {} };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const rows = await listApplicationRows(tx, scope, { limit: limit + 1, beforeId });
    const credentials = await loadCredentials(tx, scope.organizationId, rows.slice(0, limit), now);
    return toPage(rows, limit, binding, (row) => toApplicationView(row, credentials, now));
  },
});
