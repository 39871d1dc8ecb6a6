/** What the length and form of a signature tell, where no key opens it as it is. Pure. */
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";
import type { VerificationKey } from "@/lib/security/verification-key";

const RSA_BYTES = [128, 192, 256, 384, 512, 1024];

export function modulusBytes({ key }: VerificationKey): number {
  return Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
}

/** Other readings of the bytes, each with what it would mean; whether one is right is seen by opening it. */
export function unwrapped(
  signature: Buffer,
  keys: readonly VerificationKey[],
): { bytes: Buffer; diagnosis: Diagnosis }[] {
  const sizes = [...new Set(keys.map(modulusBytes))];
  return sizes.flatMap((size) => [
    ...decoded(signature)
      .filter((bytes) => bytes.length === size)
      .map((bytes) => ({ bytes, diagnosis: encodedTwice() })),
    ...(signature.length > size && signature.length <= size + 64
      ? [signature.subarray(-size), signature.subarray(0, size)].map((bytes) => ({
          bytes,
          diagnosis: wrapped(),
        }))
      : []),
  ]);
}

function decoded(signature: Buffer): Buffer[] {
  if (signature.length > 4096) return [];
  const text = signature.toString("latin1").trim();
  const hex = /(?:^|[= ])(?<digits>[0-9a-f]{128,})$/i.exec(text)?.groups?.digits;
  const isBase64 = /^[A-Za-z0-9+/_-]{128,}={0,2}$/.test(text.replace(/\s/g, ""));
  return [
    ...(hex === undefined ? [] : [Buffer.from(hex, "hex")]),
    ...(isBase64 ? [Buffer.from(text.replace(/\s/g, ""), "base64")] : []),
  ];
}

function encodedTwice(): Diagnosis {
  return found(
    "signature_encoded_twice",
    "The signature was turned into hex or base64 before it was encoded as base64url.",
    "Encode the signature's raw bytes as base64url, once.",
  );
}

function wrapped(): Diagnosis {
  return found(
    "signature_wrapped",
    "The right signature is wrapped in DER, or something stands before or after it.",
    "Take the raw bytes of the signature alone: exactly as many as the key has.",
  );
}

/** By length alone; null where it is that of a key. */
export function diagnoseSignatureForm(signature: Buffer, keys: readonly VerificationKey[]): Diagnosis | null {
  const sizes = keys.map(modulusBytes);
  const { length } = signature;
  const registered = sizes.map((size) => `${size} bytes`).join(" or ");
  if (sizes.includes(length)) return null;
  if (length === 0) {
    return found(
      "signature_empty",
      "The third part of the token is empty.",
      "Sign header.payload with the private key, RS256.",
    );
  }
  if (length === 20 || length === 32 || length === 48) {
    return found(
      "hmac_signature",
      `A signature of ${length} bytes is an HMAC or a bare digest.`,
      `RS256 signs with the RSA private key, which gives ${registered}.`,
    );
  }
  const isDer = signature[0] === 0x30 && length >= 66 && length <= 139;
  if ([64, 96, 132].includes(length) || isDer) {
    return found(
      "elliptic_curve_signature",
      `A signature of ${length} bytes is one of an elliptic curve.`,
      `RS256 needs the RSA key that is registered, which gives ${registered}.`,
    );
  }
  if (RSA_BYTES.includes(length)) {
    return found(
      "key_of_other_size",
      `The signature is of an RSA key of ${length * 8} bits, and the registered one has ${sizes.map((size) => size * 8).join(" or ")}.`,
      "Another private key signs than the one that belongs to the registered public key: compare fingerprints.",
    );
  }
  if (decoded(signature).some((bytes) => RSA_BYTES.includes(bytes.length))) return encodedTwice();
  return found(
    "signature_damaged",
    `A signature of ${length} bytes is of no key: ${registered} are expected.`,
    "Keep it as bytes until it is base64url: a text variable loses zero bytes and turns others into something else.",
  );
}
