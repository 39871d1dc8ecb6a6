/** Changes of signing keys' life. The caller has locked the application, unless a function says otherwise. */
import { and, desc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { SigningKeyRow } from "@/db/queries/applications";
import { signingKeys } from "@/db/schema";

export type VerifyingKeys = {
  current: SigningKeyRow | undefined;
  /** The one before, while the overlap is open. */
  retiring: SigningKeyRow | undefined;
};

/** The keys that verify at `now`. The application need not be locked. */
export async function listVerifyingKeys(
  tx: Transaction,
  applicationId: string,
  now: Date,
): Promise<VerifyingKeys> {
  const rows = await tx
    .select()
    .from(signingKeys)
    .where(
      and(
        eq(signingKeys.applicationId, applicationId),
        isNull(signingKeys.retiredAt),
        or(isNull(signingKeys.retiresAt), gt(signingKeys.retiresAt, now)),
      ),
    )
    .orderBy(desc(signingKeys.retiresAt), desc(signingKeys.id));
  return {
    current: rows.find((row) => row.retiresAt === null),
    retiring: rows.find((row) => row.retiresAt !== null),
  };
}

/**
 * Ends whatever an earlier overlap left, for good: not by a date that some server's clock may not have reached. A key
 * whose time was over before keeps its date.
 */
export async function retireEarlierKeys(tx: Transaction, applicationId: string, now: Date): Promise<void> {
  await tx
    .update(signingKeys)
    .set({
      retiresAt: sql`least(${signingKeys.retiresAt}, ${now.toISOString()}::timestamptz)`,
      retiredAt: now,
    })
    .where(
      and(
        eq(signingKeys.applicationId, applicationId),
        isNotNull(signingKeys.retiresAt),
        isNull(signingKeys.retiredAt),
      ),
    );
}

/** Ends one key at once, for good. */
export async function retireKeyAtOnce(tx: Transaction, key: SigningKeyRow, now: Date): Promise<void> {
  await tx.update(signingKeys).set({ retiresAt: now, retiredAt: now }).where(eq(signingKeys.id, key.id));
}

/** `null` makes a key the current one; the database knows at most one of these at any moment. */
export async function setRetirement(
  tx: Transaction,
  key: SigningKeyRow,
  retiresAt: Date | null,
): Promise<void> {
  await tx.update(signingKeys).set({ retiresAt }).where(eq(signingKeys.id, key.id));
}
