import { endpoint } from "@/lib/api/endpoint";
import { createDocument } from "@/lib/operations/documents/create";
import { listDocuments } from "@/lib/operations/documents/list";
import { MAXIMUM_DOCUMENT_BYTES } from "@/lib/schemas/document-kinds";

export const GET = endpoint(listDocuments);
export const POST = endpoint(createDocument, {
  status: 201,
  upload: { filePart: "file", maximumFileBytes: MAXIMUM_DOCUMENT_BYTES },
});
