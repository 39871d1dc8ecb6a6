/** Why a text is not accepted as a signing key. */
export type PublicKeyReason =
  | "private_key"
  | "pkcs1"
  | "certificate"
  | "certificate_request"
  | "not_rsa"
  | "rsa_pss"
  | "too_small"
  | "too_large"
  | "exponent_not_allowed"
  | "weak_modulus"
  | "not_canonical"
  | "multiple_keys"
  | "junk"
  | "pem_too_large"
  | "malformed"
  | "unsupported_format";

/** A refused signing key. Neither text ever holds any part of the input. */
export type PublicKeyRefusal = { ok: false; reason: PublicKeyReason; message: string; hint?: string };

const EXPORT_PUBLIC = "openssl pkey -in private.pem -pubout -out public.pem";
const MAKE_NEW = "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem";

const HINTS: Record<PublicKeyReason, string> = {
  private_key: `Send only the public half: ${EXPORT_PUBLIC}. If this text was shown to anybody, make a new key.`,
  pkcs1: "Convert it: openssl rsa -RSAPublicKey_in -in key.pem -pubout -out public.pem",
  certificate: "Take the public key out of it: openssl x509 -in cert.pem -noout -pubkey > public.pem",
  certificate_request:
    "Take the public key out of it: openssl req -in request.csr -noout -pubkey > public.pem",
  not_rsa: `Make an RSA key: ${MAKE_NEW}`,
  rsa_pss: `Make a key for plain RSA (rsaEncryption): ${MAKE_NEW}`,
  too_small: `Make a new key: ${MAKE_NEW}`,
  too_large: "Make a new key of 2048, 3072 or 4096 bits.",
  exponent_not_allowed: `Make a new key; every common tool takes 65537 by itself: ${MAKE_NEW}`,
  weak_modulus: `Do not use this key anywhere. Make a new one with current software: ${MAKE_NEW}`,
  not_canonical: `Export it again from the private key: ${EXPORT_PUBLIC}`,
  multiple_keys: "Send one key. A second one for an overlap is registered by replacing the signing key.",
  junk: "Send only the lines from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----.",
  pem_too_large: "Send only the lines from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----.",
  malformed: `Export it again from the private key: ${EXPORT_PUBLIC}`,
  unsupported_format:
    "Convert it to SPKI PEM. From OpenSSH: ssh-keygen -e -m PKCS8 -f id_rsa.pub. From a private key: " +
    EXPORT_PUBLIC,
};

/**
 * Builds a refusal with the hint that belongs to its reason.
 *
 * @param message one plain sentence; it must not hold any part of the input
 */
export function refuseKey(reason: PublicKeyReason, message: string): PublicKeyRefusal {
  return { ok: false, reason, message, hint: HINTS[reason] };
}
