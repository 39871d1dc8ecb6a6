/** The end of personal API keys: deleted by their maker or whoever manages them, or dead with the membership. */
import { z } from "zod";
import {
  lockMembership,
  lockPersonalKey,
  type PersonalKeyRow,
  revokePersonalKeyRow,
  revokePersonalKeyRowsOf,
} from "@/db/queries/personal-keys";
import { notFound } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { operatorOrPersonName } from "@/lib/operations/applications/who";
import type { AuditEntry } from "@/lib/operations/audit";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import type { Principal } from "@/lib/principal";
import { timestampSchema } from "@/lib/schemas/common";

const input = z.strictObject({ personalKeyId: z.string() });
const output = z.strictObject({ personalKeyId: z.string(), deletedAt: timestampSchema });

/**
 * Everybody deletes their own, so that being signed in is enough; other people's keys are there for whoever manages them
 * alone. It asks for no fresh proof: ending a key must not wait for anything.
 */
export const deletePersonalKey = writeOperation({
  name: "deletePersonalKey",
  summary: "Delete a personal API key, finally and at once",
  permission: null,
  audit: "personal_key.deleted",
  input,
  output,
  run: deleteKey,
});

/** The same for operator staff, of whom not everybody may. */
export const deleteMembersPersonalKey = writeOperation({
  name: "deleteMembersPersonalKey",
  summary: "Delete a member's personal API key, finally and at once",
  permission: "PERSONAL_KEYS_MANAGE",
  audit: "personal_key.deleted",
  input,
  output,
  run: deleteKey,
});

async function deleteKey(
  context: TransactionContext,
  { personalKeyId }: z.output<typeof input>,
): Promise<z.input<typeof output>> {
  const { tx, scope, now, principal } = context;
  const uuid = fromPublicId("personalKey", personalKeyId);
  const row = uuid === null ? undefined : await lockPersonalKey(tx, scope, uuid);
  if (row === undefined || !mayDelete(principal, row)) throw notFound("personal API key");
  if (row.revokedAt !== null) {
    context.audit("unchanged");
    return { personalKeyId, deletedAt: row.revokedAt.toISOString() };
  }
  await revokePersonalKeyRow(tx, row, { revokedAt: now, revokedByName: operatorOrPersonName(principal) });
  context.audit(deletionOf(row));
  return { personalKeyId, deletedAt: now.toISOString() };
}

function mayDelete(principal: Principal, { userId }: Pick<PersonalKeyRow, "userId">): boolean {
  if (principal.kind === "user" && principal.userId === userId) return true;
  return principal.permissions.has("PERSONAL_KEYS_MANAGE");
}

/**
 * Ends every key of a member who is about to be removed, in both environments; coming back does not revive them. Called
 * by an operation that reaches the whole organization, before the membership goes: that is the order in which a request
 * with one of the keys locks the two.
 */
export async function deletePersonalKeysOf(context: TransactionContext, userUuid: string): Promise<void> {
  const { tx, scope, now, principal } = context;
  const { organizationId } = scope;
  await lockMembership(tx, organizationId, userUuid);
  const ended = await revokePersonalKeyRowsOf(tx, { organizationId, environment: null }, userUuid, {
    revokedAt: now,
    revokedByName: operatorOrPersonName(principal),
  });
  for (const row of ended) {
    context.audit({
      ...deletionOf(row),
      action: "personal_key.deleted",
      environment: row.environment,
    });
  }
}

function deletionOf({ id, name, userId, lastFour }: PersonalKeyRow): AuditEntry {
  return {
    target: { kind: "personal_key", id: toPublicId("personalKey", id) },
    before: { name, userId: toPublicId("user", userId), lastFour },
  };
}
