/**
 * What people do to their own accounts stands in the history of every organization that they belong to; for staff and
 * platform customers, who belong to none, in the operator's own.
 */
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { listMembershipOrganizations, type UserRow } from "@/db/queries/users";
import type { Session } from "@/lib/auth/session";
import { OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import {
  type AuditAction,
  type AuditActor,
  type AuditEntry,
  appendAuditRecord,
} from "@/lib/operations/audit";
import type { CallOrigin } from "@/lib/operations/operation";

export type Person = Pick<UserRow, "id" | "displayName" | "kind">;

export function personOf({ userId, displayName, kind }: Session): Person {
  return { id: userId, displayName, kind };
}

/** What was done: to the person's own account unless `entry` names something of theirs. */
export type PersonalEvent = {
  action: AuditAction;
  occurredAt: Date;
  origin: CallOrigin;
  entry?: Partial<Pick<AuditEntry, "target" | "before" | "after" | "reason">>;
  /** Who did it, where that is not the person. */
  actor?: AuditActor;
};

/**
 * Appends `event` to each of these histories inside `tx`, which has no tenant in scope and has none afterwards. The
 * organizations come in one order, so that two such transactions queue instead of waiting for each other in a circle.
 */
export async function recordPersonHistory(
  tx: Transaction,
  person: Person,
  { action, occurredAt, origin, entry = {}, actor }: PersonalEvent,
): Promise<void> {
  const userId = toPublicId("user", person.id);
  const memberOf = await listMembershipOrganizations(tx, person.id);
  for (const organizationId of memberOf.length === 0 ? [OPERATOR_ORGANIZATION_ID] : memberOf.toSorted()) {
    await setScope(tx, organizationId);
    await appendAuditRecord(tx, {
      organizationId,
      occurredAt,
      environment: null,
      action,
      actor: actor ?? {
        kind: person.kind === "OPERATOR" ? "operator" : "user",
        id: userId,
        label: person.displayName,
      },
      entry: { target: { kind: "user", id: userId }, ...entry },
      origin,
    });
  }
  await setScope(tx, "");
}

async function setScope(tx: Transaction, organizationId: string): Promise<void> {
  await tx.execute(sql`select set_config('nuvera.organization_id', ${organizationId}, true)`);
}
