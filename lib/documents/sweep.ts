/** Removes contents that no document has any more or ever got, and files that never came in whole. */
import {
  type DueContentCheck,
  deleteDueContentChecks,
  insertContentCheck,
  listDueContentChecks,
} from "@/db/queries/document-contents";
import { removeLeftovers } from "@/lib/documents/spool";
import { logError } from "@/lib/log";
import { CONTENT_GRACE_MILLISECONDS, removeUnneededContent } from "@/lib/operations/documents/content";
import { repeat } from "@/lib/repeat";
import type { Runtime } from "@/lib/runtime";

const INTERVAL_MILLISECONDS = 60_000;
const BATCH = 100;

/** Starts the sweeping in a server process; the returned function ends it after the run in progress. */
export function startDocumentJob(runtime: Runtime): () => Promise<void> {
  const stopping = new AbortController();
  const failure = "contents of documents were not looked after and will be again";
  const job = repeat(
    {
      name: "documents",
      milliseconds: INTERVAL_MILLISECONDS,
      failure,
      run: () => sweepDocuments(runtime, stopping.signal),
    },
    stopping.signal,
  );
  return async () => {
    stopping.abort();
    await job;
  };
}

/** Looks at every content that is due. Several processes may do so at once: a content is looked at under its lock. */
export async function sweepDocuments(runtime: Runtime, stopping?: AbortSignal): Promise<void> {
  const { settings, clock, database } = runtime;
  const oldest = new Date(clock().getTime() - CONTENT_GRACE_MILLISECONDS);
  await removeLeftovers(settings.documents.spoolDirectory, oldest);
  let due: DueContentCheck[];
  do {
    due = await listDueContentChecks(database, clock(), BATCH);
    for (const check of due) {
      if (stopping?.aborted) return;
      await settle(runtime, check);
    }
  } while (due.length === BATCH);
}

/** Settles one check. A content that cannot be removed now is put off, so that it does not hold up the others. */
async function settle({ database, documents, clock }: Runtime, check: DueContentCheck): Promise<void> {
  const { id: _, ...content } = check;
  const now = clock();
  try {
    await database.inScope(content, (tx) => removeUnneededContent(tx, documents, content, now));
  } catch (error) {
    logError("a content without a document could not be removed, which will be tried again", error);
    await database.inScope(content, async (tx) => {
      await insertContentCheck(tx, content, new Date(now.getTime() + CONTENT_GRACE_MILLISECONDS));
      await deleteDueContentChecks(tx, content, now);
    });
  }
}
