/** Which documents a customer, person or payment names. While something names a document, it cannot be deleted. */
import {
  type DocumentReferrer,
  deleteDocumentReferences,
  insertDocumentReferences,
  listKnownDocumentIds,
} from "@/db/queries/documents";
import { isForeignKeyViolation } from "@/lib/database-errors";
import { conflict, type FieldProblem, validationFailed } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

type ReferenceContext = Pick<TransactionContext, "tx" | "scope">;

/**
 * Makes `documentIds` (public ids) what the target names, and nothing else. `target.id` is the row's UUID, `path` the
 * field the ids came in. Throws 422 at `path[i]` for an id that is malformed, not of a document the caller has, or
 * there twice; 409 if one of them was deleted at the same moment.
 */
export async function replaceDocumentReferences(
  { tx, scope }: ReferenceContext,
  target: DocumentReferrer,
  documentIds: readonly string[],
  path: string,
): Promise<void> {
  const uuids = documentIds.map((id) => fromPublicId("document", id));
  const wellFormed = uuids.filter((uuid) => uuid !== null);
  const known = new Set(await listKnownDocumentIds(tx, scope, wellFormed));
  const problems = uuids.flatMap((uuid, index): FieldProblem[] => {
    const message = problemOf(uuid, index, uuids, known);
    return message === null ? [] : [{ path: `${path}[${index}]`, message }];
  });
  if (problems.length > 0) throw validationFailed(problems);
  await deleteDocumentReferences(tx, scope, target, wellFormed);
  try {
    await insertDocumentReferences(tx, scope, target, wellFormed);
  } catch (error) {
    if (!isForeignKeyViolation(error, "document_references_document")) throw error;
    throw conflict(
      "One of these documents was deleted at the same moment. Look which are left, then try again.",
    );
  }
}

/** Lets go of every document that the target names, for when the target itself is removed. */
export async function removeDocumentReferences(
  { tx, scope }: ReferenceContext,
  target: DocumentReferrer,
): Promise<void> {
  await deleteDocumentReferences(tx, scope, target, []);
}

function problemOf(
  uuid: string | null,
  index: number,
  all: readonly (string | null)[],
  known: ReadonlySet<string>,
): string | null {
  if (uuid === null || !known.has(uuid)) return "No document with this id.";
  return all.indexOf(uuid) === index ? null : "This document is named already.";
}
