import { listAuditRows } from "@/db/queries/audit";
import { requireApplication } from "@/lib/operations/applications/find";
import { toAuditEvent, toRowFilter } from "@/lib/operations/audit-history/view";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import { type AuditFilter, auditEventSchema, auditQuerySchema } from "@/lib/schemas/audit";
import { pageOf } from "@/lib/schemas/common";

export const listAuditEvents = readOperation({
  name: "listAuditEvents",
  summary: "List what was done in the organization, newest first",
  permission: "AUDIT_READ",
  reach: "organization",
  input: auditQuerySchema,
  output: pageOf(auditEventSchema),
  run: (context, { cursor, limit, ...filter }) => listPage(context, "audit", filter, { cursor, limit }),
});

export const listApplicationAuditEvents = readOperation({
  name: "listApplicationAuditEvents",
  summary: "List what was done to an API application, newest first",
  permission: "APPLICATIONS_READ",
  input: auditQuerySchema.required({ applicationId: true }),
  output: pageOf(auditEventSchema),
  run: async (context, { cursor, limit, ...filter }) => {
    await requireApplication(context, filter.applicationId);
    return listPage(context, "application audit", filter, { cursor, limit });
  },
});

type Context = Pick<TransactionContext, "tx" | "scope" | "cursorSecret">;

async function listPage(
  { tx, scope, cursorSecret }: Context,
  list: string,
  filter: AuditFilter,
  { cursor, limit }: { cursor: string | undefined; limit: number },
) {
  // The history belongs to the organization, so its environment is a filter like any other.
  const { organizationId } = scope;
  const binding: CursorBinding = {
    secret: cursorSecret,
    list,
    organizationId,
    environment: "",
    filters: { ...filter },
  };
  const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
  const rows = await listAuditRows(tx, organizationId, toRowFilter(filter), { limit: limit + 1, beforeId });
  return toPage(rows, limit, binding, toAuditEvent);
}
