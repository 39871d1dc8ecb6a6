/**
 * Heads of audit chains, signed by the deployment (Ed25519, RFC 8032). Who rewrites a chain in the database cannot sign
 * again what it said before, because the key is not in the database. Pure.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import canonicalize from "canonicalize";
import type { JsonObject } from "@/lib/audit/content";

/** A signed head. Hash and signature as they are stored; the time as RFC 3339 UTC to the millisecond. */
export type AuditCheckpoint = {
  sequence: number;
  hash: Uint8Array;
  signedAt: string;
  keyFingerprint: string;
  signature: Uint8Array;
  /** Kept where the database's roles cannot write, so it counts whichever key made it. */
  isFromFile?: boolean;
};

/** The rows of an export, in their order: how many, and SHA-256 over their hashes. */
export type ExportedRows = { count: number; digest: Uint8Array; filters: JsonObject | undefined };

/** What a signature says something about: the head of a chain, alone or with what an export has of it. */
export type CheckpointSubject = {
  /** The organization's UUID. */
  organizationId: string;
  sequence: number;
  hash: Uint8Array;
  signedAt: string;
  exported?: ExportedRows;
};

export type CheckpointVerdict = "ours" | "other" | "forged";

export type CheckpointKey = {
  /** SHA-256 of the public key's SPKI, in hex. */
  fingerprint: string;
  publicKeyPem: string;
  sign: (subject: CheckpointSubject) => Buffer;
  /** Whether this key made the checkpoint; `forged` claims that it did. */
  check: (organizationId: string, checkpoint: AuditCheckpoint) => CheckpointVerdict;
};

/** RFC 8410, section 7: what stands before an Ed25519 seed in PKCS #8. */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** The key whose private half is this seed of 32 bytes. */
export function checkpointKey(seed: Uint8Array): CheckpointKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey(privateKey);
  const fingerprint = fingerprintOf(publicKey);
  return {
    fingerprint,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    sign: (subject) => sign(null, signedText(subject), privateKey),
    check: (organizationId, checkpoint) => {
      if (checkpoint.keyFingerprint !== fingerprint) return "other";
      const { sequence, hash, signedAt, signature } = checkpoint;
      const text = signedText({ organizationId, sequence, hash, signedAt });
      return verify(null, text, publicKey, signature) ? "ours" : "forged";
    },
  };
}

/** SHA-256 of the key's SPKI, in hex. */
export function fingerprintOf(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/** The bytes under a signature: one fact to a line, so that no two subjects share a text. */
function signedText({ organizationId, sequence, hash, signedAt, exported }: CheckpointSubject): Buffer {
  const head = [organizationId, String(sequence), hex(hash), signedAt];
  const lines =
    exported === undefined
      ? ["nuvera audit checkpoint 1", ...head, "whole"]
      : ["nuvera audit export 1", ...head, ...exportedLines(exported)];
  return Buffer.from(lines.join("\n"), "utf8");
}

function exportedLines({ count, digest, filters }: ExportedRows): string[] {
  return [filters === undefined ? "whole" : `filtered ${canonicalize(filters)}`, String(count), hex(digest)];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
