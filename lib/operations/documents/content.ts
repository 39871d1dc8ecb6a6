/**
 * A content's way into the storage and out of it. Neither a crash nor a race leaves a row without its content, or a
 * content that stays without a row: word of a check is left before anything is stored, and everything about one content
 * happens under its lock.
 */
import type { Readable } from "node:stream";
import type { Transaction } from "@/db/client";
import {
  deleteContentChecks,
  deleteDueContentChecks,
  insertContentCheck,
  isContentNeeded,
  lockContent,
} from "@/db/queries/document-contents";
import {
  type ByteRange,
  type ContentKey,
  ContentMissing,
  type DocumentStorage,
  type LocalFile,
} from "@/lib/documents/storage";
import { type ApiError, unavailable } from "@/lib/errors";
import { logError } from "@/lib/log";
import type { BeforehandContext, TransactionContext } from "@/lib/operations/operation";

/** An upload may take this long before its content is looked at. The database's trigger gives deletions as long. */
export const CONTENT_GRACE_MILLISECONDS = 3_600_000;

export function contentKeyOf(scope: Omit<ContentKey, "sha256">, { sha256 }: { sha256: string }): ContentKey {
  return { organizationId: scope.organizationId, environment: scope.environment, sha256 };
}

/** Stores the file's content, before the transaction of the row that will refer to it. Throws 503. */
export async function keepContent(
  { documents, inTransaction, scope, now }: BeforehandContext,
  file: LocalFile,
): Promise<void> {
  const key = contentKeyOf(scope, file);
  const checkAfter = new Date(now.getTime() + CONTENT_GRACE_MILLISECONDS);
  await inTransaction(async (tx) => {
    // Whoever is removing this content now has finished when we get the lock, and whoever comes later sees the check.
    await lockContent(tx, key);
    await insertContentCheck(tx, key, checkAfter);
  });
  await orUnavailable(() => documents.put(key, file));
}

/**
 * Makes sure, in the transaction of the row that refers to it, that the content is there, and that it stays as long as
 * the row. Throws 503.
 */
export async function claimContent(
  { tx, documents, scope }: Pick<TransactionContext, "tx" | "documents" | "scope">,
  file: LocalFile,
): Promise<void> {
  const key = contentKeyOf(scope, file);
  await lockContent(tx, key);
  if ((await orUnavailable(() => documents.sizeOf(key))) !== file.sizeBytes) throw outOfReach();
  await deleteContentChecks(tx, key);
}

/** Reads a content or a part of it. Throws 503 when the storage does not answer. */
export async function openContent(
  documents: DocumentStorage,
  key: ContentKey,
  range?: ByteRange,
): Promise<Readable> {
  return orUnavailable(() => documents.open(key, range));
}

/** Removes a content that no document has, and every check of it that is due. Call in the content's own scope. */
export async function removeUnneededContent(
  tx: Transaction,
  documents: DocumentStorage,
  key: ContentKey,
  now: Date,
): Promise<void> {
  await lockContent(tx, key);
  // Somebody else may have looked meanwhile, and then it is theirs to say.
  if (!(await deleteDueContentChecks(tx, key, now))) return;
  if (await isContentNeeded(tx, key, now)) return;
  await documents.delete(key);
}

/** A store that cannot be reached is no fault of the caller's; that a content has gone is one of ours. */
async function orUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ContentMissing) throw error;
    logError("the document storage failed", error);
    throw outOfReach();
  }
}

function outOfReach(): ApiError {
  return unavailable("The document storage cannot be reached right now. Try again in a moment.");
}
