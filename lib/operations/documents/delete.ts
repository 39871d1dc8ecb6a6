import { type DocumentRow, deleteDocument as deleteDocumentRow } from "@/db/queries/documents";
import { isForeignKeyViolation } from "@/lib/database-errors";
import { ApiError, notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { toDocumentView } from "@/lib/operations/documents/view";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { documentReferenceSchema, documentSchema } from "@/lib/schemas/document";

export const deleteDocument = writeOperation({
  name: "deleteDocument",
  summary: "Delete a document that nothing refers to",
  description:
    "Answers with the document as it was. While a customer, a person or a payment names it, it stays: take it out of their `documentIds` first. Its content is removed from the storage within the following hours.",
  refuses: ["document_referenced"],
  permission: "DOCUMENTS_WRITE",
  audit: "document.deleted",
  input: documentReferenceSchema,
  output: documentSchema,
  run: async (context, { id }) => {
    const uuid = fromPublicId("document", id);
    const row = uuid === null ? undefined : await deleteUnreferenced(context, uuid);
    if (row === undefined) throw notFound("document");
    const { type, sha256, sizeBytes } = row;
    context.audit({ target: { kind: "document", id }, before: { type, sha256, sizeBytes } });
    return toDocumentView(row);
  },
});

/** The foreign key decides, so that a reference made at the same moment is either seen or refused. */
async function deleteUnreferenced(
  { tx, scope }: TransactionContext,
  uuid: string,
): Promise<DocumentRow | undefined> {
  try {
    return await deleteDocumentRow(tx, scope, uuid);
  } catch (error) {
    if (!isForeignKeyViolation(error, "document_references_document")) throw error;
    throw new ApiError(
      "conflict",
      "document_referenced",
      "A customer, person or payment names this document. Take it out of its documentIds first.",
    );
  }
}
