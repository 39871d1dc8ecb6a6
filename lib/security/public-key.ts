import { createHash, createPublicKey } from "node:crypto";
import { findModulusWeakness } from "./modulus-checks";
import { decodePublicKeyPem } from "./pem";
import { bitLength } from "./primes";
import { looksLikePrivateKey } from "./private-key-detection";
import { type PublicKeyRefusal, refuseKey } from "./public-key-reasons";
import { readRsaSpki } from "./spki";

export type { PublicKeyReason, PublicKeyRefusal } from "./public-key-reasons";
export { loadVerificationKey, type VerificationKey } from "./verification-key";

/** Longest accepted PEM text, in bytes of UTF-8. */
export const MAXIMUM_PEM_BYTES = 4096;
const SMALLEST_MODULUS_BITS = 2048;
const LARGEST_MODULUS_BITS = 4096;
// With exponent 1 every message is its own signature, so this is a security check, not a preference.
const EXPONENT = 65537n;

/**
 * An accepted signing key. `fingerprint`: lower-case hex SHA-256 of the SPKI DER; `publicKeyPem`: the
 * canonical PEM, 64 characters a line, `\n` line ends.
 */
export type AdmittedPublicKey = { ok: true; fingerprint: string; publicKeyPem: string; modulusBits: number };

function checkIntegers(modulus: bigint, exponent: bigint): PublicKeyRefusal | null {
  const bits = bitLength(modulus);
  if (bits < SMALLEST_MODULUS_BITS) {
    return refuseKey(
      "too_small",
      `The modulus has ${bits} bits; at least ${SMALLEST_MODULUS_BITS} are needed.`,
    );
  }
  if (bits > LARGEST_MODULUS_BITS) {
    return refuseKey(
      "too_large",
      `The modulus has ${bits} bits; at most ${LARGEST_MODULUS_BITS} are allowed.`,
    );
  }
  if (exponent !== EXPONENT) {
    return refuseKey("exponent_not_allowed", "The public exponent is not 65537.");
  }
  const weakness = findModulusWeakness(modulus);
  return weakness === null ? null : refuseKey("weak_modulus", weakness);
}

/** The crypto library's own reading of the bytes has to agree with ours, byte for byte. */
function reexport(der: Buffer): AdmittedPublicKey | PublicKeyRefusal {
  try {
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    const canonical = key.export({ format: "der", type: "spki" });
    if (key.asymmetricKeyType !== "rsa") return refuseKey("not_rsa", "This is not an RSA key.");
    if (!canonical.equals(der)) return refuseKey("not_canonical", "The key is not encoded in canonical DER.");
    return {
      ok: true,
      fingerprint: createHash("sha256").update(der).digest("hex"),
      publicKeyPem: key.export({ format: "pem", type: "spki" }).toString(),
      modulusBits: key.asymmetricKeyDetails?.modulusLength ?? 0,
    };
  } catch {
    return refuseKey("malformed", "The key cannot be decoded.");
  }
}

/**
 * Decides whether a text is a public key that may verify request signatures: one SPKI PEM block (RFC 7468,
 * section 13) of at most 4,096 bytes holding an RSA key in canonical DER, modulus of 2048 to 4096 bits without
 * a known weakness, exponent 65537.
 *
 * @param pem whatever was pasted
 * @returns the key with its fingerprint, or a refusal whose texts hold nothing of the input. Never throws;
 *   takes less than 50 ms
 */
export function admitPublicKey(pem: string): AdmittedPublicKey | PublicKeyRefusal {
  if (typeof pem !== "string") return refuseKey("malformed", "The public key is not a text.");
  if (looksLikePrivateKey(pem)) {
    return refuseKey(
      "private_key",
      "This is a private key. It was not stored, and must not be sent to anybody.",
    );
  }
  if (Buffer.byteLength(pem, "utf8") > MAXIMUM_PEM_BYTES) {
    return refuseKey("pem_too_large", `The PEM text is longer than ${MAXIMUM_PEM_BYTES} bytes.`);
  }
  const decoded = decodePublicKeyPem(pem);
  if (!decoded.ok) return decoded;
  const integers = readRsaSpki(decoded.der);
  if (!integers.ok) return integers;
  return checkIntegers(integers.modulus, integers.exponent) ?? reexport(decoded.der);
}
