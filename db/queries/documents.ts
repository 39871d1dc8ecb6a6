/** Documents, and what refers to them. */
import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newestFirst } from "@/db/queries/newest-first";
import { documentReferences, documents } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";
import type { DocumentType } from "@/lib/schemas/document-kinds";

export type DocumentRow = typeof documents.$inferSelect;

/** What may refer to a document; `id` is the row's UUID. */
export type DocumentReferrer = { kind: "customer" | "person" | "payment"; id: string };

type Tenant = { organizationId: string; environment: Environment };

const ofTenant = (tenant: Tenant) =>
  and(eq(documents.organizationId, tenant.organizationId), eq(documents.environment, tenant.environment));

/** Newest first, before `beforeId` where given. */
export function listDocumentRows(
  tx: Transaction,
  tenant: Tenant,
  filter: { type: DocumentType | undefined; customerId: string | undefined },
  page: { limit: number; beforeId: string | undefined },
): Promise<DocumentRow[]> {
  const narrowing = [
    { column: documents.customerId, value: filter.customerId },
    { column: documents.type, value: filter.type },
  ];
  const { where, orderBy } = newestFirst(documents.id, narrowing, page.beforeId);
  return tx
    .select()
    .from(documents)
    .where(and(ofTenant(tenant), where))
    .orderBy(...orderBy)
    .limit(page.limit);
}

export async function findDocumentRow(
  tx: Transaction,
  tenant: Tenant,
  documentId: string,
): Promise<DocumentRow | undefined> {
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(ofTenant(tenant), eq(documents.id, documentId)));
  return row;
}

/** Those of the tenant's documents that have one of these ids, in no order. */
export async function listDocumentRowsById(
  tx: Transaction,
  tenant: Tenant,
  ids: readonly string[],
): Promise<DocumentRow[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(documents)
    .where(and(ofTenant(tenant), inArray(documents.id, [...ids])));
}

export async function insertDocument(tx: Transaction, row: DocumentRow): Promise<void> {
  await tx.insert(documents).values(row);
}

/** The row as it was, or `undefined` where there is none. Something that refers to it makes this fail. */
export async function deleteDocument(
  tx: Transaction,
  tenant: Tenant,
  documentId: string,
): Promise<DocumentRow | undefined> {
  const [row] = await tx
    .delete(documents)
    .where(and(ofTenant(tenant), eq(documents.id, documentId)))
    .returning();
  return row;
}

/** Those of the ids that the tenant has, in no order. */
export async function listKnownDocumentIds(
  tx: Transaction,
  tenant: Tenant,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(and(ofTenant(tenant), inArray(documents.id, [...ids])));
  return rows.map(({ id }) => id);
}

const referencesOf = (tenant: Tenant, { kind, id }: DocumentReferrer) =>
  and(
    eq(documentReferences.organizationId, tenant.organizationId),
    eq(documentReferences.environment, tenant.environment),
    eq(documentReferences.targetKind, kind),
    eq(documentReferences.targetId, id),
  );

export async function insertDocumentReferences(
  tx: Transaction,
  tenant: Tenant,
  referrer: DocumentReferrer,
  documentIds: readonly string[],
): Promise<void> {
  if (documentIds.length === 0) return;
  await tx
    .insert(documentReferences)
    .values(
      documentIds.map((documentId) => ({
        ...tenant,
        documentId,
        targetKind: referrer.kind,
        targetId: referrer.id,
      })),
    )
    .onConflictDoNothing();
}

/** Removes what the referrer refers to, but for `keep`. */
export async function deleteDocumentReferences(
  tx: Transaction,
  tenant: Tenant,
  referrer: DocumentReferrer,
  keep: readonly string[],
): Promise<void> {
  await tx
    .delete(documentReferences)
    .where(
      and(
        referencesOf(tenant, referrer),
        keep.length === 0 ? undefined : notInArray(documentReferences.documentId, [...keep]),
      ),
    );
}
