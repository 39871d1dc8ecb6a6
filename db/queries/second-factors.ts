/** One-time codes and recovery codes of people. What must happen once only, one statement decides. */
import { and, count, eq, isNull, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { recoveryCodes, secondFactors } from "@/db/schema";
import { newUuid } from "@/lib/ids";

export type SecondFactorRow = typeof secondFactors.$inferSelect;

/** The person's secret, confirmed or not. */
export async function findSecondFactor(
  db: Database["db"],
  userId: string,
): Promise<SecondFactorRow | undefined> {
  const [row] = await db.select().from(secondFactors).where(eq(secondFactors.userId, userId));
  return row;
}

/** Keeps a secret that waits for its first code, in place of an earlier such; `false` when one is confirmed already. */
export async function putUnconfirmedSecret(
  tx: Transaction,
  row: Pick<SecondFactorRow, "userId" | "sealedSecret" | "createdAt">,
): Promise<boolean> {
  const { sealedSecret, createdAt } = row;
  const put = await tx
    .insert(secondFactors)
    .values(row)
    .onConflictDoUpdate({
      target: secondFactors.userId,
      set: { sealedSecret, createdAt, lastStep: 0 },
      setWhere: isNull(secondFactors.confirmedAt),
    })
    .returning({ userId: secondFactors.userId });
  return put.length === 1;
}

/** Makes the secret count from `now` on and spends the code of `step`; `false` when it has changed or counts already. */
export async function confirmSecret(
  tx: Transaction,
  { userId, sealedSecret }: SecondFactorRow,
  step: number,
  now: Date,
): Promise<boolean> {
  const confirmed = await tx
    .update(secondFactors)
    .set({ confirmedAt: now, lastStep: step })
    .where(
      and(
        eq(secondFactors.userId, userId),
        eq(secondFactors.sealedSecret, sealedSecret),
        isNull(secondFactors.confirmedAt),
      ),
    )
    .returning({ userId: secondFactors.userId });
  return confirmed.length === 1;
}

/** Spends the code of `step`; `false` when it or a later one was spent before, on whichever server. */
export async function spendStep(
  db: Database["db"],
  { userId, sealedSecret }: SecondFactorRow,
  step: number,
): Promise<boolean> {
  const spent = await db
    .update(secondFactors)
    .set({ lastStep: step })
    .where(
      and(
        eq(secondFactors.userId, userId),
        eq(secondFactors.sealedSecret, sealedSecret),
        lt(secondFactors.lastStep, step),
      ),
    )
    .returning({ userId: secondFactors.userId });
  return spent.length === 1;
}

/** Forgets the secret and the recovery codes; `false` when no confirmed secret was there. */
export async function deleteSecondFactor(tx: Transaction, userId: string): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  const deleted = await tx
    .delete(secondFactors)
    .where(and(eq(secondFactors.userId, userId), sql`${secondFactors.confirmedAt} is not null`))
    .returning({ userId: secondFactors.userId });
  return deleted.length === 1;
}

/** Makes these the person's only recovery codes. */
export async function replaceRecoveryCodeDigests(
  tx: Transaction,
  userId: string,
  digests: readonly Buffer[],
): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.insert(recoveryCodes).values(digests.map((codeDigest) => ({ id: newUuid(), userId, codeDigest })));
}

/** Spends a recovery code; `false` for one that the person does not have or has used. */
export async function spendRecoveryCode(
  tx: Transaction,
  userId: string,
  codeDigest: Buffer,
  now: Date,
): Promise<boolean> {
  const spent = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeDigest, codeDigest),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ id: recoveryCodes.id });
  return spent.length === 1;
}

export async function countUnusedRecoveryCodes(db: Database["db"], userId: string): Promise<number> {
  const [row] = await db
    .select({ unused: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return row?.unused ?? 0;
}
