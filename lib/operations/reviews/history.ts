import { listAuditRows } from "@/db/queries/audit";
import { toAuditEvent } from "@/lib/operations/audit-history/view";
import type { TransactionContext } from "@/lib/operations/operation";
import type { ReviewHistoryItem } from "@/lib/schemas/review";

const SHOWN_ENTRIES = 100;

/** What the audit history says of the thing with this public id, newest first. */
export async function reviewHistoryOf(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  targetId: string,
): Promise<ReviewHistoryItem[]> {
  const { organizationId, environment } = scope;
  const filter = { actions: undefined, targetId, environment };
  const page = { limit: SHOWN_ENTRIES, beforeId: undefined };
  const rows = await listAuditRows(tx, organizationId, filter, page);
  return rows.map((row) => {
    const { occurredAt, action, actor, reason, before, after } = toAuditEvent(row);
    return { occurredAt, action, actorLabel: actor.label, reason, before, after };
  });
}
