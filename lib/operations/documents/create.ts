import { z } from "zod";
import { findCustomerRow } from "@/db/queries/customers";
import { type DocumentRow, insertDocument } from "@/db/queries/documents";
import { detectContentType } from "@/lib/documents/content-type";
import { displayFileName } from "@/lib/documents/file-name";
import type { UploadedFile } from "@/lib/documents/spool";
import { validationFailed } from "@/lib/errors";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { claimContent, keepContent } from "@/lib/operations/documents/content";
import { toDocumentView } from "@/lib/operations/documents/view";
import { recordEvent } from "@/lib/operations/events";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { documentSchema } from "@/lib/schemas/document";
import { DOCUMENT_TYPES } from "@/lib/schemas/document-kinds";

const uploadedFileSchema = z
  .custom<UploadedFile>((value) => typeof value === "object", "Send the file in a part of this name.")
  .refine(({ sizeBytes }) => sizeBytes > 0, { error: "The file is empty.", abort: true })
  .transform((file, context) => {
    const contentType = detectContentType(file.firstBytes);
    if (contentType !== null) return { ...file, contentType };
    context.addIssue({ code: "custom", message: "Expected a PDF, PNG or JPEG file, told by its content." });
    return z.NEVER;
  })
  .meta({
    type: "string",
    format: "binary",
    description: "PDF, PNG or JPEG, told by its content; 1 byte to 25 MiB (26,214,400 bytes).",
  });

export const createDocument = writeOperation({
  name: "createDocument",
  summary: "Upload a document",
  description:
    "A form of the parts `file`, `type` and, where wanted, `customerId`, each once, in any order. The token's `bodyHash` is the SHA-256 of the whole body as sent, boundaries included.",
  permission: "DOCUMENTS_WRITE",
  audit: "document.created",
  input: z.strictObject({
    file: uploadedFileSchema,
    type: z.enum(DOCUMENT_TYPES),
    customerId: z.string().optional().describe("The customer that the document is about."),
  }),
  output: documentSchema,
  beforehand: async (context, { file, customerId }) => {
    await context.inTransaction((tx) => requireCustomer({ ...context, tx }, customerId));
    await keepContent(context, file);
  },
  run: async (context, { file, type, customerId }) => {
    const { tx, scope, now } = context;
    const { contentType, sizeBytes, sha256 } = file;
    const row: DocumentRow = {
      id: newUuid(),
      ...scope,
      customerId: await requireCustomer(context, customerId),
      type,
      fileName: displayFileName(file.fileName, contentType),
      contentType,
      sizeBytes,
      sha256,
      createdAt: now,
    };
    await claimContent(context, file);
    await insertDocument(tx, row);
    const view = toDocumentView(row);
    context.audit({
      target: { kind: "document", id: toPublicId("document", row.id) },
      after: { type, contentType, sizeBytes, sha256 },
    });
    await recordEvent(context, "documents.created", view);
    return view;
  },
});

/** The UUID of the caller's customer with this public id, `null` where none is named; throws 422 for every other. */
async function requireCustomer(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  customerId: string | undefined,
): Promise<string | null> {
  if (customerId === undefined) return null;
  const uuid = fromPublicId("customer", customerId);
  if (uuid === null || (await findCustomerRow(tx, scope, uuid)) === undefined) {
    throw validationFailed([{ path: "customerId", message: "No customer with this id." }]);
  }
  return uuid;
}
