import { endpoint } from "@/lib/api/endpoint";
import { deleteDocument } from "@/lib/operations/documents/delete";
import { getDocument } from "@/lib/operations/documents/get";

export const GET = endpoint(getDocument, { parameters: { documentId: "id" } });
export const DELETE = endpoint(deleteDocument, { parameters: { documentId: "id" } });
