/** Links that let a person set a new password. */
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { passwordResets } from "@/db/schema";

type NewPasswordReset = Omit<typeof passwordResets.$inferSelect, "usedAt">;

/** Adds a link; the person's older ones that nobody has used are worth nothing from then on. */
export async function insertPasswordReset(tx: Transaction, row: NewPasswordReset): Promise<void> {
  await deleteOpenPasswordResets(tx, row.userId);
  await tx.insert(passwordResets).values(row);
}

export async function deleteOpenPasswordResets(tx: Transaction, userId: string): Promise<void> {
  await tx
    .delete(passwordResets)
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
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
