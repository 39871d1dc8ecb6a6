/** A document as the partner API shows it. */
import { z } from "zod";
import { pageOf, pageQueryShape, timestampSchema } from "@/lib/schemas/common";
import { DOCUMENT_CONTENT_TYPES, DOCUMENT_TYPES } from "@/lib/schemas/document-kinds";

export const documentSchema = z
  .strictObject({
    id: z.string(),
    orgId: z.string(),
    customerId: z.string().nullable().describe("The customer it was uploaded for, if one was named."),
    type: z.enum(DOCUMENT_TYPES),
    fileName: z
      .string()
      .describe(
        "The name the file was sent under, without folders and without characters that are not shown.",
      ),
    contentType: z
      .enum(DOCUMENT_CONTENT_TYPES)
      .describe("What the content is, told by its bytes and not by what the sender said."),
    sizeBytes: z.int(),
    sha256: z.string().describe("SHA-256 of the content, lower-case hex."),
    createdAt: timestampSchema,
  })
  .meta({
    id: "Document",
    examples: [
      {
        id: "doc_01939e2a-7c1f-7b52-9d0e-3c2f5a8b4e61",
        orgId: "org_01939e2a-6f00-7d3a-8a54-b1f7c0e9d210",
        customerId: null,
        type: "CERTIFICATE_OF_INCORPORATION",
        fileName: "certificate.pdf",
        contentType: "application/pdf",
        sizeBytes: 48213,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        createdAt: "2026-01-05T09:30:00.000Z",
      },
    ],
  });
export type DocumentView = z.infer<typeof documentSchema>;

export const documentPageSchema = pageOf(documentSchema);

export const documentReferenceSchema = z.strictObject({ id: z.string() });

export const listDocumentsSchema = z.strictObject({
  ...pageQueryShape,
  type: z.enum(DOCUMENT_TYPES).optional(),
  customerId: z.string().max(100).optional().describe("Those that were uploaded for this customer."),
});
