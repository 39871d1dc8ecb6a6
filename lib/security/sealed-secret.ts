/**
 * Secrets that must be readable again (unlike API keys) at rest: AES-256-GCM under a key derived from the deployment's
 * pepper, which is not in the database. Pure; randomness is an argument.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import type { Pepper } from "./peppers";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * `<pepper version>.<nonce || ciphertext || tag in base64url>`. `purpose` names what is sealed and for whom; a sealed
 * text opens only under the same purpose, so it is worthless in another row.
 */
export function sealSecret(
  secret: string,
  purpose: string,
  peppers: readonly Pepper[],
  randomBytes: (length: number) => Uint8Array,
): string {
  const pepper = peppers[0];
  if (pepper === undefined) throw new Error("There is no pepper to seal with.");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(pepper), nonce);
  cipher.setAAD(Buffer.from(purpose, "utf8"));
  const sealed = Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${pepper.version}.${sealed.toString("base64url")}`;
}

/** The secret, or `null` when it was sealed for another purpose, with a pepper that is gone, or was tampered with. */
export function openSealedSecret(sealed: string, purpose: string, peppers: readonly Pepper[]): string | null {
  const [version, text] = sealed.split(".");
  const pepper = peppers.find((candidate) => String(candidate.version) === version);
  const bytes = Buffer.from(text ?? "", "base64url");
  if (pepper === undefined || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", keyOf(pepper), bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(purpose, "utf8"));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const opened = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString("utf8");
  } catch {
    return null;
  }
}

/** A key of its own duty (HKDF, RFC 5869): what seals here hashes no API key. */
function keyOf(pepper: Pepper): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", pepper.secret, "", "nuvera sealed secrets", 32));
}
