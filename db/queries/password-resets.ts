/** Links that let a person set a new password. */
import { and, asc, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { passwordResets } from "@/db/schema";

type NewPasswordReset = Omit<typeof passwordResets.$inferSelect, "usedAt">;

export async function insertPasswordReset(tx: Transaction, row: NewPasswordReset): Promise<void> {
  await tx.insert(passwordResets).values(row);
}

/** UUIDs of the person's links that are good at `now`, oldest first. */
export async function listOpenPasswordResets(tx: Transaction, userId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: passwordResets.id })
    .from(passwordResets)
    .where(
      and(
        eq(passwordResets.userId, userId),
        isNull(passwordResets.usedAt),
        gt(passwordResets.expiresAt, now),
      ),
    )
    .orderBy(asc(passwordResets.createdAt), asc(passwordResets.id));
  return rows.map(({ id }) => id);
}

export async function deletePasswordReset(tx: Transaction, resetId: string): Promise<void> {
  await tx.delete(passwordResets).where(eq(passwordResets.id, resetId));
}

/** Ends the person's links that nobody has used; returns their UUIDs. */
export async function deleteOpenPasswordResets(tx: Transaction, userId: string): Promise<string[]> {
  const deleted = await tx
    .delete(passwordResets)
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)))
    .returning({ id: passwordResets.id });
  return deleted.map(({ id }) => id);
}

/** Forgets links that were used or over before. */
export async function deletePasswordResetsBefore(db: Database["db"], before: Date): Promise<void> {
  await db
    .delete(passwordResets)
    .where(or(lt(passwordResets.usedAt, before), lt(passwordResets.expiresAt, before)));
}

/** Whose link this is, good or not; to be locked before it is spent, as everything about a person begins with that. */
export async function findPasswordResetUser(tx: Transaction, resetId: string): Promise<string | null> {
  const [row] = await tx
    .select({ userId: passwordResets.userId })
    .from(passwordResets)
    .where(eq(passwordResets.id, resetId));
  return row?.userId ?? null;
}

/** Spends a link; `false` for one that is unknown, used or over, or with another secret. */
export async function spendPasswordReset(
  tx: Transaction,
  resetId: string,
  secretDigest: Buffer,
  now: Date,
): Promise<boolean> {
  const spent = await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(
      and(
        eq(passwordResets.id, resetId),
        eq(passwordResets.secretDigest, secretDigest),
        isNull(passwordResets.usedAt),
        gt(passwordResets.expiresAt, now),
      ),
    )
    .returning({ id: passwordResets.id });
  return spent.length === 1;
}
