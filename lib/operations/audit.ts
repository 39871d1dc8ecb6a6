/** Audit rows: what they hold, and how they enter the organization's chain. */
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type AuditContent, contentHash, type JsonObject } from "@/lib/audit/content";
import { newUuid, toPublicId } from "@/lib/ids";
import type { CallOrigin } from "@/lib/operations/operation";
import type { Principal } from "@/lib/principal";
import type { Environment } from "@/lib/schemas/common";

export const AUDIT_ACTIONS = [
  "organization.created",
  "organization.read",
  "organization.applications_disabled",
  "organization.personal_keys_policy_changed",
  "member.added",
  "member.role_changed",
  "member.removed",
  "invitation.created",
  "invitation.accepted",
  "invitation.revoked",
  "application.created",
  "application.permissions_changed",
  "application.rate_limit_changed",
  "application.address_list_changed",
  "application.copied",
  "application.disabled",
  "application.enabled",
  "application.deleted",
  "api_key.created",
  "api_key.expiry_changed",
  "api_key.revoked",
  "personal_key.created",
  "personal_key.deleted",
  "key_claim.created",
  "key_claim.claimed",
  "key_claim.cancelled",
  "signing_key.replaced",
  "signing_key.reverted",
  "signing_key.overlap_ended",
  "webhook.created",
  "webhook.updated",
  "webhook.enabled",
  "webhook.disabled",
  "webhook.deleted",
  "webhook.secret_rotated",
  "webhook.events_resent",
  "webhook.tested",
  "customer.created",
  "customer.updated",
  "customer.submitted",
  "customer.status_changed",
  "person.created",
  "person.updated",
  "person.removed",
  "beneficiary.created",
  "beneficiary.updated",
  "beneficiary.submitted",
  "beneficiary.status_changed",
  "document.created",
  "document.deleted",
  "document.read",
  "quote.created",
  "payment.created",
  "payment.updated",
  "payment.status_changed",
  "screening.completed",
  "screening.match_reviewed",
  "screening.hold_changed",
  "ticket.created",
  "ticket.message_added",
  "ticket.closed",
  "exchange_rates.imported",
  "crypto_network.changed",
  "watchlist.imported",
  "sandbox.reset",
  "session.signed_in",
  "session.sign_in_failed",
  "session.ended",
  "password.changed",
  "password.reset",
  "second_factor.enabled",
  "second_factor.disabled",
  "second_factor.recovery_codes_replaced",
  "second_factor.recovery_code_used",
  "audit.exported",
  "outbox.read",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One change. `before` and `after` hold what changed and never a secret. */
export type AuditEntry = {
  target: { kind: string; id: string };
  before?: JsonObject;
  after?: JsonObject;
  reason?: string;
  /** Of one change among several of different kinds; otherwise the operation's own action counts. */
  action?: AuditAction;
  /** Where an operation that reaches the whole organization changes something of one environment. */
  environment?: Environment;
};

export type AuditActor = { kind: string; id: string | null; label: string };

/** How a principal is named in the history; the label stays readable after the person or application is gone. */
export function auditActor(principal: Principal): AuditActor {
  switch (principal.kind) {
    case "application":
      return {
        kind: "application",
        id: toPublicId("application", principal.applicationId),
        label: principal.applicationName,
      };
    case "personal_key":
      return {
        kind: "personal_key",
        id: toPublicId("personalKey", principal.personalKeyId),
        label: `${principal.displayName} (key “${principal.keyName}”)`,
      };
    case "user":
      return { kind: "user", id: toPublicId("user", principal.userId), label: principal.displayName };
    case "operator":
      return { kind: "operator", id: toPublicId("user", principal.userId), label: principal.displayName };
    case "operator_cli":
      return { kind: "operator", id: null, label: "operator CLI" };
    case "system":
      return { kind: "system", id: null, label: principal.name };
  }
}

export type AuditRecord = {
  id: string;
  organizationId: string;
  occurredAt: Date;
  environment: Environment | null;
  action: AuditAction;
  actor: AuditActor;
  entry: AuditEntry;
  origin: CallOrigin;
};

function contentOf({ actor, entry, origin, ...record }: AuditRecord): AuditContent {
  return {
    id: record.id,
    organizationId: record.organizationId,
    occurredAt: record.occurredAt.toISOString(),
    environment: record.environment,
    action: record.action,
    actorKind: actor.kind,
    actorId: actor.id,
    actorLabel: actor.label,
    targetKind: entry.target.kind,
    targetId: entry.target.id,
    before: entry.before ?? null,
    after: entry.after ?? null,
    reason: entry.reason ?? null,
    address: origin.address,
    userAgent: origin.userAgent,
    requestId: origin.requestId,
  };
}

/** SHA-256 over what the row will say. */
export function auditContentHash(record: AuditRecord): Buffer {
  return contentHash(contentOf(record));
}

/** Appends to the organization's chain inside `tx`: no change without its row, no row without its change. */
export async function appendAuditRecord(tx: Transaction, content: Omit<AuditRecord, "id">): Promise<void> {
  const record: AuditRecord = { id: newUuid(), ...content };
  const { entry, actor, origin } = record;
  const json = (value: JsonObject | undefined) => (value === undefined ? null : JSON.stringify(value));
  await tx.execute(sql`select append_audit_event(
    ${record.id}::uuid, ${record.organizationId}::uuid, ${record.occurredAt.toISOString()}::timestamptz,
    ${record.environment}::text, ${record.action}::text,
    ${actor.kind}::text, ${actor.id}::text, ${actor.label}::text, ${entry.target.kind}::text, ${entry.target.id}::text,
    ${json(entry.before)}::text::jsonb, ${json(entry.after)}::text::jsonb, ${entry.reason ?? null}::text,
    ${origin.address}::text, ${origin.userAgent}::text, ${origin.requestId}::text,
    ${auditContentHash(record)}::bytea
  )`);
}
