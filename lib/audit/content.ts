/** What an audit row says, and the two hashes that fix it: of what it says, and of its place in the chain. */
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

export type JsonObject = Record<string, unknown>;

/** The fields of a row that its content hash covers, as flat JSON; an export repeats exactly these. */
export type AuditContent = {
  /** The row's UUID. */
  id: string;
  /** The organization's UUID. */
  organizationId: string;
  /** RFC 3339 UTC, to the millisecond. */
  occurredAt: string;
  environment: string | null;
  action: string;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  targetKind: string;
  targetId: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  address: string | null;
  userAgent: string | null;
  requestId: string | null;
};

/** What the hash before the first row is. */
export const GENESIS_HASH = Buffer.alloc(32);

/**
 * SHA-256 of the content's JSON in canonical form (RFC 8785), which anyone can recompute from an export.
 * Throws where the content has no such form (a number that is not finite, an unpaired surrogate).
 */
export function contentHash(content: AuditContent): Buffer {
  const canonical = canonicalize(content);
  if (canonical === undefined) throw new Error("An audit record could not be written as JSON.");
  return createHash("sha256").update(canonical, "utf8").digest();
}

/** SHA-256(previous hash || sequence as 8 big-endian bytes || content hash), as `append_audit_event` computes it. */
export function linkHash(previousHash: Uint8Array, sequence: number, content: Uint8Array): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigInt64BE(BigInt(sequence));
  return createHash("sha256").update(previousHash).update(place).update(content).digest();
}

/** The application that a row is about, as the table derives it from the row's content. */
export function applicationIdOf(
  content: Pick<AuditContent, "targetKind" | "targetId" | "before" | "after">,
): string | null {
  if (content.targetKind === "application") return content.targetId;
  return textMember(content.after, "applicationId") ?? textMember(content.before, "applicationId");
}

/** What `->>` gives: a member's text, or other JSON as text. */
function textMember(value: unknown, name: string): string | null {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  if (member === null || member === undefined) return null;
  return typeof member === "string" ? member : JSON.stringify(member);
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
