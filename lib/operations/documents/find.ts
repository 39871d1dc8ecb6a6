import { type DocumentRow, findDocumentRow } from "@/db/queries/documents";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

/** The caller's document with this public id; throws 404 for every other. */
export async function requireDocument(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  id: string,
): Promise<DocumentRow> {
  const uuid = fromPublicId("document", id);
  const row = uuid === null ? undefined : await findDocumentRow(tx, scope, uuid);
  if (row === undefined) throw notFound("document");
  return row;
}
