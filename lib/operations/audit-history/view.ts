/** Audit rows as pages show them, and as the chain's verification takes them. */
import type { AuditRow, AuditRowFilter } from "@/db/queries/audit";
import type { ChainRow } from "@/lib/audit/chain";
import type { JsonObject } from "@/lib/audit/content";
import { toPublicId } from "@/lib/ids";
import { AUDIT_ACTIONS } from "@/lib/operations/audit";
import type { AuditEventView, AuditFilter } from "@/lib/schemas/audit";

export function toAuditEvent(row: AuditRow): AuditEventView {
  return {
    id: toPublicId("auditEvent", row.id),
    sequence: row.sequence,
    occurredAt: row.occurredAt,
    environment: row.environment,
    action: row.action,
    actor: { kind: row.actorKind, id: row.actorId, label: row.actorLabel },
    target: { kind: row.targetKind, id: row.targetId },
    applicationId: row.applicationId,
    before: toObject(row.before),
    after: toObject(row.after),
    reason: row.reason,
    address: row.address,
    userAgent: row.userAgent,
    requestId: row.requestId,
    hash: row.hash.toString("hex"),
  };
}

/** We write nothing but objects; what else stands there was put there by somebody, and is shown rather than hidden. */
function toObject(value: unknown): JsonObject | null {
  if (value === null) return null;
  return typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : { value };
}

export function toChainRow(row: AuditRow): ChainRow {
  const { sequence, applicationId, contentHash, previousHash, hash, ...content } = row;
  return { sequence, content, applicationId, contentHash, previousHash, hash };
}

/** The filter with its action spelt out: a family such as `api_key` is every action that begins with it. */
export function toRowFilter({ action, ...filter }: AuditFilter): AuditRowFilter {
  return { ...filter, actions: action === undefined ? undefined : actionsOf(action) };
}

function actionsOf(action: string): string[] {
  if (action.includes(".")) return [action];
  return AUDIT_ACTIONS.filter((candidate) => candidate.startsWith(`${action}.`));
}
