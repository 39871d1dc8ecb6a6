/** Document rows in their wire shape. */
import type { DocumentRow } from "@/db/queries/documents";
import { toPublicId } from "@/lib/ids";
import type { DocumentView } from "@/lib/schemas/document";

export function toDocumentView(row: DocumentRow): DocumentView {
  return {
    id: toPublicId("document", row.id),
    orgId: toPublicId("organization", row.organizationId),
    customerId: row.customerId === null ? null : toPublicId("customer", row.customerId),
    type: row.type,
    fileName: row.fileName,
    contentType: row.contentType,
    sizeBytes: row.sizeBytes,
    sha256: row.sha256,
    createdAt: row.createdAt.toISOString(),
  };
}
