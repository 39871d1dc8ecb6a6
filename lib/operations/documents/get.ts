import { requireDocument } from "@/lib/operations/documents/find";
import { toDocumentView } from "@/lib/operations/documents/view";
import { readOperation } from "@/lib/operations/operation";
import { documentReferenceSchema, documentSchema } from "@/lib/schemas/document";

export const getDocument = readOperation({
  name: "getDocument",
  summary: "Show a document, without its content",
  permission: "DOCUMENTS_READ",
  input: documentReferenceSchema,
  output: documentSchema,
  run: async (context, { id }) => toDocumentView(await requireDocument(context, id)),
});
