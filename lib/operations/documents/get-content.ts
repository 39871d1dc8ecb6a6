import { toPublicId } from "@/lib/ids";
import { requireDocument } from "@/lib/operations/documents/find";
import { toDocumentView } from "@/lib/operations/documents/view";
import { readOperation, writeOperation } from "@/lib/operations/operation";
import { documentReferenceSchema, documentSchema } from "@/lib/schemas/document";

/** Gives the document; the door that called reads its content as it is taken. */
export const getDocumentContent = readOperation({
  name: "getDocumentContent",
  summary: "Download the content of a document",
  description:
    "The bytes as they were uploaded, as an attachment. `ETag` is the content's SHA-256 in hex, `Repr-Digest` (RFC 9530) the same in base64. One byte range may be asked for by `Range`, also under `If-Range`; more than one is answered with the whole.",
  permission: "DOCUMENTS_READ",
  input: documentReferenceSchema,
  output: documentSchema,
  run: async (context, { id }) => toDocumentView(await requireDocument(context, id)),
});

/** The same for operator staff, whose looks at a partner's documents stand in the partner's history. */
export const reviewDocumentContent = writeOperation({
  name: "reviewDocumentContent",
  summary: "Look at the content of a document while reviewing",
  permission: "REVIEWS_READ",
  audit: "document.read",
  input: documentReferenceSchema,
  output: documentSchema,
  run: async (context, { id }) => {
    const row = await requireDocument(context, id);
    context.audit({
      target: { kind: "document", id: toPublicId("document", row.id) },
      after: { type: row.type, sha256: row.sha256 },
    });
    return toDocumentView(row);
  },
});
