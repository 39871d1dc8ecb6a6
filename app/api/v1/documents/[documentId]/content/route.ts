import { endpoint } from "@/lib/api/endpoint";
import { documentAnswer } from "@/lib/api/file-response";
import { getDocumentContent } from "@/lib/operations/documents/get-content";

export const GET = endpoint(getDocumentContent, { parameters: { documentId: "id" }, file: documentAnswer });
