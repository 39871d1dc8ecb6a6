/** A history as CSV (RFC 4180) that spreadsheets open without running anything that somebody wrote into it. */
import { stringify } from "csv-stringify/sync";
import type { ChainRow } from "@/lib/audit/chain";

const COLUMNS = [
  "sequence",
  "id",
  "occurredAt",
  "environment",
  "action",
  "actorKind",
  "actorId",
  "actorLabel",
  "targetKind",
  "targetId",
  "applicationId",
  "before",
  "after",
  "reason",
  "address",
  "userAgent",
  "requestId",
  "contentHash",
  "previousHash",
  "hash",
] as const;

/** Control characters that a terminal acts on; tabs and line ends stay, within quotes. */
const UNPRINTABLE = /[^\P{Cc}\t\r\n]/gu;

export function csvHeader(): string {
  return toCsv([[...COLUMNS]]);
}

export function csvRows(rows: readonly ChainRow[]): string {
  return toCsv(rows.map(cells));
}

function cells({ content, ...row }: ChainRow): string[] {
  const values: Record<(typeof COLUMNS)[number], unknown> = {
    ...content,
    sequence: row.sequence,
    applicationId: row.applicationId,
    before: content.before === null ? null : JSON.stringify(content.before),
    after: content.after === null ? null : JSON.stringify(content.after),
    contentHash: Buffer.from(row.contentHash).toString("hex"),
    previousHash: Buffer.from(row.previousHash).toString("hex"),
    hash: Buffer.from(row.hash).toString("hex"),
  };
  return COLUMNS.map((column) => String(values[column] ?? "").replace(UNPRINTABLE, "\ufffd"));
}

function toCsv(records: string[][]): string {
  // By itself it quotes the pair alone, and a single CR or LF would begin a record for many readers.
  return stringify(records, { record_delimiter: "\r\n", quoted_match: /[\r\n]/, escape_formulas: true });
}
