/**
 * Which contents have a document, and which may have lost theirs. Storage and database cannot change in one step, so
 * everything about one content queues at its lock.
 */
import { and, eq, gt, lte, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { documentContentChecks, documents } from "@/db/schema";
import { newUuid } from "@/lib/ids";
import type { Environment } from "@/lib/schemas/common";

/** A content by whose it is and its hash. */
export type DocumentContent = { organizationId: string; environment: Environment; sha256: string };

export type DueContentCheck = DocumentContent & { id: string };

/** Holds the content until the transaction ends. */
export async function lockContent(tx: Transaction, content: DocumentContent): Promise<void> {
  const name = `document content ${content.organizationId} ${content.environment} ${content.sha256}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

export async function insertContentCheck(
  tx: Transaction,
  content: DocumentContent,
  checkAfter: Date,
): Promise<void> {
  await tx.insert(documentContentChecks).values({ id: newUuid(), ...content, checkAfter });
}

const checksOf = (content: DocumentContent) =>
  and(
    eq(documentContentChecks.organizationId, content.organizationId),
    eq(documentContentChecks.environment, content.environment),
    eq(documentContentChecks.sha256, content.sha256),
  );

/** Forgets every check of the content, for when a row has been made that keeps it. */
export async function deleteContentChecks(tx: Transaction, content: DocumentContent): Promise<void> {
  await tx.delete(documentContentChecks).where(checksOf(content));
}

/** Forgets the content's checks that are due, and says whether there were any. */
export async function deleteDueContentChecks(
  tx: Transaction,
  content: DocumentContent,
  now: Date,
): Promise<boolean> {
  const deleted = await tx
    .delete(documentContentChecks)
    .where(and(checksOf(content), lte(documentContentChecks.checkAfter, now)))
    .returning({ id: documentContentChecks.id });
  return deleted.length > 0;
}

/** Whether a document has the content, or an upload under way may be about to give it one. */
export async function isContentNeeded(
  tx: Transaction,
  content: DocumentContent,
  now: Date,
): Promise<boolean> {
  const kept = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.organizationId, content.organizationId),
        eq(documents.environment, content.environment),
        eq(documents.sha256, content.sha256),
      ),
    )
    .limit(1);
  if (kept.length > 0) return true;
  const pending = await tx
    .select({ id: documentContentChecks.id })
    .from(documentContentChecks)
    .where(and(checksOf(content), gt(documentContentChecks.checkAfter, now)))
    .limit(1);
  return pending.length > 0;
}

/** Checks of every tenant that are due, those due longest first. */
export async function listDueContentChecks(
  { db }: Pick<Database, "db">,
  now: Date,
  limit: number,
): Promise<DueContentCheck[]> {
  const rows = await db.execute<{
    id: string;
    organization_id: string;
    environment: Environment;
    sha256: string;
  }>(sql`select * from due_document_content_checks(${now.toISOString()}::timestamptz, ${limit})`);
  return rows.map(({ organization_id, ...row }) => ({ ...row, organizationId: organization_id }));
}
