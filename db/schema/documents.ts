import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { customers } from "@/db/schema/customers";
import { world } from "@/db/schema/world";
import type { DocumentContentType, DocumentType } from "@/lib/schemas/document-kinds";

/** An uploaded file. Its content lies in the document storage under organization, environment and hash. */
export const documents = pgTable(
  "documents",
  {
    id: uuid().notNull(),
    ...world(),
    customerId: uuid(),
    type: text().$type<DocumentType>().notNull(),
    fileName: text().notNull(),
    contentType: text().$type<DocumentContentType>().notNull(),
    sizeBytes: integer().notNull(),
    /** Lower-case hex. */
    sha256: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    // No primary key by id alone: lists would be read along its order, past the rows of every other tenant.
    unique("documents_tenant_key").on(table.organizationId, table.environment, table.id),
    foreignKey({
      columns: [table.organizationId, table.environment, table.customerId],
      foreignColumns: [customers.organizationId, customers.environment, customers.id],
    }),
    index("documents_of_customer").on(table.organizationId, table.environment, table.customerId, table.id),
    index("documents_of_customer_by_type").on(
      table.organizationId,
      table.environment,
      table.customerId,
      table.type,
      table.id,
    ),
    index("documents_by_type").on(table.organizationId, table.environment, table.type, table.id),
    index("documents_by_content").on(table.organizationId, table.environment, table.sha256),
    check("documents_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check("documents_size", sql`${table.sizeBytes} between 1 and 26214400`),
    check("documents_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

/**
 * Which customer, person or payment names which document. The foreign key is what keeps a document from being deleted
 * while something refers to it, also when both happen at once.
 */
export const documentReferences = pgTable(
  "document_references",
  {
    ...world(),
    documentId: uuid().notNull(),
    targetKind: text().$type<"customer" | "person" | "payment">().notNull(),
    targetId: uuid().notNull(),
  },
  (table) => [
    primaryKey({
      name: "document_references_pkey",
      columns: [table.organizationId, table.environment, table.targetKind, table.targetId, table.documentId],
    }),
    foreignKey({
      name: "document_references_document",
      columns: [table.organizationId, table.environment, table.documentId],
      foreignColumns: [documents.organizationId, documents.environment, documents.id],
    }),
    index("document_references_of_document").on(table.organizationId, table.environment, table.documentId),
    check("document_references_kind", sql`${table.targetKind} in ('customer', 'person', 'payment')`),
  ],
);

/**
 * Contents in the storage that may have lost, or never got, their row: an upload that began, a document that was
 * deleted. After `check_after` each is looked at once, and removed unless a document has it.
 */
export const documentContentChecks = pgTable(
  "document_content_checks",
  {
    id: uuid().primaryKey(),
    ...world(),
    sha256: text().notNull(),
    checkAfter: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index("document_content_checks_due").on(table.checkAfter)],
);
