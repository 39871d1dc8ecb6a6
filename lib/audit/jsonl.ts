/** A history as lines of JSON: an event each, and at the end the signed head. `tools/verify-audit.mjs` reads it. */
import type { ChainRow } from "@/lib/audit/chain";
import type { CheckpointKey, ExportedRows } from "@/lib/audit/checkpoint";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** What JSON may leave as it is and terminals, editors or line readers act on: escaped, so nothing is lost. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export function jsonLine(value: unknown): string {
  const text = JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}

/** Every hashed field under its name, then what links the row. */
export function eventLine(row: ChainRow): string {
  return jsonLine({
    type: "event",
    sequence: row.sequence,
    ...row.content,
    contentHash: hex(row.contentHash),
    previousHash: hex(row.previousHash),
    hash: hex(row.hash),
  });
}

export type ExportedHead = {
  organizationId: string;
  sequence: number;
  hash: Uint8Array;
  signedAt: string;
  exported: ExportedRows;
};

/** The last line of an export: the head, and which rows stand above it. */
export function checkpointLine({ exported, ...head }: ExportedHead, key: CheckpointKey): string {
  return jsonLine({
    type: "checkpoint",
    organizationId: head.organizationId,
    sequence: head.sequence,
    hash: hex(head.hash),
    signedAt: head.signedAt,
    filters: exported.filters ?? null,
    rows: exported.count,
    rowsDigest: hex(exported.digest),
    keyFingerprint: key.fingerprint,
    publicKeyPem: key.publicKeyPem,
    signature: hex(key.sign({ ...head, exported })),
  });
}
