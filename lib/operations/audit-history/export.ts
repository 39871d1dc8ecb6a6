/** A history as a download: the row that says so, and the text piece by piece. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { findAuditHead, findLastAuditRow } from "@/db/queries/audit";
import { GENESIS_HASH } from "@/lib/audit/content";
import { csvHeader, csvRows } from "@/lib/audit/csv";
import { checkpointLine, eventLine } from "@/lib/audit/jsonl";
import { toPublicId } from "@/lib/ids";
import { readChainPages } from "@/lib/operations/audit-history/read-chain";
import { toChainRow, toRowFilter } from "@/lib/operations/audit-history/view";
import { writeOperation } from "@/lib/operations/operation";
import type { Runtime } from "@/lib/runtime";
import {
  type AuditExportFormat,
  type AuditFilter,
  auditExportFormatSchema,
  auditFilterShape,
} from "@/lib/schemas/audit";

export const exportAuditHistory = writeOperation({
  name: "exportAuditHistory",
  summary: "Export what was done in the organization",
  permission: "AUDIT_READ",
  reach: "organization",
  audit: "audit.exported",
  input: z.strictObject({ format: auditExportFormatSchema, ...auditFilterShape }),
  output: z.strictObject({ format: auditExportFormatSchema, filter: z.strictObject(auditFilterShape) }),
  run: async ({ audit, scope }, { format, ...filter }) => {
    audit({
      target: { kind: "organization", id: toPublicId("organization", scope.organizationId) },
      after: { format, filters: filter },
    });
    return { format, filter };
  },
});

/**
 * The text of an export of the organization's history (by its bare UUID) as it stands now, in chain order. JSON lines
 * end with the head, signed; whoever stops reading early has not got that line.
 */
export async function* exportedText(
  { database, auditSigner, clock }: Runtime,
  organizationId: string,
  format: AuditExportFormat,
  filter: AuditFilter,
): AsyncGenerator<string> {
  const signedAt = clock().toISOString();
  const end = await database.inSnapshot(
    { organizationId, environment: null },
    // Without a head something is wrong with the history, which its export must not hide.
    async (tx) => (await findAuditHead(tx, organizationId)) ?? (await findLastAuditRow(tx, organizationId)),
  );
  const { sequence, hash } = end ?? { sequence: 0, hash: GENESIS_HASH };
  const digest = createHash("sha256");
  let count = 0;
  if (format === "csv") yield csvHeader();
  for await (const page of readChainPages(database, organizationId, toRowFilter(filter), sequence)) {
    const rows = page.map(toChainRow);
    for (const row of rows) digest.update(row.hash);
    count += rows.length;
    yield format === "csv" ? csvRows(rows) : rows.map(eventLine).join("");
  }
  if (format === "csv") return;
  const filters = Object.values(filter).some((value) => value !== undefined) ? filter : undefined;
  const exported = { count, digest: digest.digest(), filters };
  yield checkpointLine({ organizationId, sequence, hash, signedAt, exported }, auditSigner);
}

/** What the file of a download is called; the slug's letters need no quoting. */
export function exportFileName(name: string, format: AuditExportFormat, now: Date): string {
  return `audit-${name}-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z.${format}`;
}
