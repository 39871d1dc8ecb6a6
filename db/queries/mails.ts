/** Mail on its way out. It belongs to no tenant: a recipient need not be a member of anything. */
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { mails } from "@/db/schema";

export type MailRow = typeof mails.$inferSelect;
/** With the body that the database's condition promises. */
export type DueMail = MailRow & { sealedBody: string };

/**
 * Takes the mail that waits longest, if one is due: counts the attempt and keeps everybody else from it until `retryAt`,
 * when it counts as failed. Two who ask at once get two different mails.
 */
export async function claimDueMail(
  db: Database["db"],
  now: Date,
  { maximumAttempts, createdAfter, retryAt }: ClaimTerms,
): Promise<DueMail | undefined> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(mails)
      .where(
        and(
          isNull(mails.sentAt),
          isNotNull(mails.sealedBody),
          sql`${mails.nextAttemptAt} <= ${now.toISOString()}::timestamptz`,
          lt(mails.attempts, maximumAttempts),
          sql`${mails.createdAt} > ${createdAfter.toISOString()}::timestamptz`,
          or(isNull(mails.worthlessAfter), gt(mails.worthlessAfter, now)),
        ),
      )
      .orderBy(mails.nextAttemptAt, mails.id)
      .limit(1)
      .for("update", { skipLocked: true });
    if (row === undefined || row.sealedBody === null) return undefined;
    const attempts = row.attempts + 1;
    const nextAttemptAt = retryAt(attempts);
    await tx.update(mails).set({ attempts, nextAttemptAt }).where(eq(mails.id, row.id));
    return { ...row, sealedBody: row.sealedBody, attempts, nextAttemptAt };
  });
}

type ClaimTerms = { maximumAttempts: number; createdAfter: Date; retryAt: (attempts: number) => Date };

/** Sent: the body, which may hold a link that opens an account, is forgotten. */
export async function markMailSent(db: Database["db"], mailId: string, now: Date): Promise<void> {
  await db
    .update(mails)
    .set({ sentAt: now, sealedBody: null, lastProblem: null })
    .where(eq(mails.id, mailId));
}

export async function markMailFailed(db: Database["db"], mailId: string, problem: string): Promise<void> {
  await db.update(mails).set({ lastProblem: problem }).where(eq(mails.id, mailId));
}

/** Forgets the bodies of mails that nobody will send any more. */
export async function forgetUnsentBodies(
  db: Database["db"],
  { maximumAttempts, createdBefore, now }: { maximumAttempts: number; createdBefore: Date; now: Date },
): Promise<void> {
  await db
    .update(mails)
    .set({ sealedBody: null })
    .where(
      and(
        isNull(mails.sentAt),
        isNotNull(mails.sealedBody),
        sql`(${mails.createdAt} <= ${createdBefore.toISOString()}::timestamptz
          or (${mails.attempts} >= ${maximumAttempts} and ${mails.nextAttemptAt} <= ${now.toISOString()}::timestamptz))`,
      ),
    );
}

/** Forgets the bodies whose link has ended by its date. */
export async function forgetWorthlessBodies(db: Database["db"], now: Date): Promise<void> {
  await db
    .update(mails)
    .set({ sealedBody: null })
    .where(and(isNotNull(mails.sealedBody), lte(mails.worthlessAfter, now)));
}

/** Forgets the bodies of mails about these links, which were used or have ended. */
export async function forgetBodiesAbout(tx: Transaction, about: readonly string[]): Promise<void> {
  if (about.length === 0) return;
  await tx
    .update(mails)
    .set({ sealedBody: null })
    .where(and(isNotNull(mails.sealedBody), inArray(mails.about, [...about])));
}

/** Those of the matters that a mail has been written about, to whomever. */
export async function listMailedAbout(
  db: Database["db"],
  about: readonly string[],
): Promise<ReadonlySet<string>> {
  if (about.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ about: mails.about })
    .from(mails)
    .where(inArray(mails.about, [...about]));
  return new Set(rows.flatMap((row) => row.about ?? []));
}

export async function deleteMailsBefore(db: Database["db"], before: Date): Promise<void> {
  await db.delete(mails).where(lt(mails.createdAt, before));
}

/** Newest first. */
export function listNewestMails(tx: Transaction, limit: number): Promise<MailRow[]> {
  return tx.select().from(mails).orderBy(desc(mails.createdAt), desc(mails.id)).limit(limit);
}

/** Those of the keys that a mail has been written for. */
export async function listUsedDedupeKeys(
  tx: Transaction,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await tx
    .select({ key: mails.dedupeKey })
    .from(mails)
    .where(inArray(mails.dedupeKey, [...keys]));
  return new Set(rows.flatMap(({ key }) => (key === null ? [] : [key])));
}
