import { findCustomerRow } from "@/db/queries/customers";
import { listDocumentRows } from "@/db/queries/documents";
import { validationFailed } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { toDocumentView } from "@/lib/operations/documents/view";
import { readOperation } from "@/lib/operations/operation";
import { documentPageSchema, listDocumentsSchema } from "@/lib/schemas/document";

export const listDocuments = readOperation({
  name: "listDocuments",
  summary: "List documents, newest first",
  permission: "DOCUMENTS_READ",
  input: listDocumentsSchema,
  output: documentPageSchema,
  run: async ({ tx, scope, cursorSecret }, { cursor, limit, type, customerId }) => {
    const binding: CursorBinding = {
      secret: cursorSecret,
      list: "documents",
      ...scope,
      filters: { type, customerId },
    };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const customer = customerId === undefined ? undefined : fromPublicId("customer", customerId);
    if (customer === null || (customer !== undefined && !(await findCustomerRow(tx, scope, customer)))) {
      throw validationFailed([{ path: "customerId", message: "No customer with this id." }]);
    }
    const rows = await listDocumentRows(
      tx,
      scope,
      { type, customerId: customer },
      { limit: limit + 1, beforeId },
    );
    return toPage(rows, limit, binding, toDocumentView);
  },
});
