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
};

/** What a signature says something about: the head of a chain, or of an export that some filters narrowed. */
export type CheckpointSubject = {
  /** The organization's UUID. */
  organizationId: string;
  sequence: number;
  hash: Uint8Array;
  signedAt: string;
  filters?: JsonObject;
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
function signedText({ organizationId, sequence, hash, signedAt, filters }: CheckpointSubject): Buffer {
  const lines = [
    "nuvera audit checkpoint 1",
    organizationId,
    String(sequence),
    Buffer.from(hash).toString("hex"),
    signedAt,
    filters === undefined ? "whole" : `filtered ${canonicalize(filters)}`,
  ];
  return Buffer.from(lines.join("\n"), "utf8");
}
