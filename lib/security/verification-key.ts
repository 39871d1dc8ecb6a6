import { createPublicKey, type KeyObject } from "node:crypto";

/** A registered signing key, ready to verify with. `fingerprint`: lower-case hex SHA-256 of its SPKI DER. */
export type VerificationKey = { fingerprint: string; key: KeyObject };

/**
 * Makes a key ready for verifying. It does not judge the key: only keys that `admitPublicKey` accepted may
 * be stored and come here. Takes about 0.1 ms, so callers keep the result by fingerprint.
 *
 * @param publicKeyPem the canonical SPKI PEM (RFC 7468, section 13) given by `admitPublicKey`
 * @param fingerprint the fingerprint stored beside it
 * @throws Error when the PEM is not an RSA public key
 */
export function loadVerificationKey(publicKeyPem: string, fingerprint: string): VerificationKey {
  const key = createPublicKey({ key: publicKeyPem, format: "pem", type: "spki" });
  if (key.asymmetricKeyType !== "rsa") throw new Error("The stored signing key is not an RSA public key.");
  return { fingerprint, key };
}
