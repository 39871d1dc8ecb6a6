import { DerError, DerReader, TAG } from "./der";
import { type PublicKeyRefusal, refuseKey } from "./public-key-reasons";

const RSA_ENCRYPTION = "2a864886f70d010101";
const RSA_PSS = "2a864886f70d01010a";
const OTHER_ALGORITHMS: Record<string, string> = {
  "2a8648ce3d0201": "an elliptic-curve key",
  "2b656e": "an X25519 key",
  "2b656f": "an X448 key",
  "2b6570": "an Ed25519 key",
  "2b6571": "an Ed448 key",
  "2a8648ce380401": "a DSA key",
  "2a864886f70d010301": "a Diffie-Hellman key",
  "2a8648ce3e0201": "a Diffie-Hellman key",
};

/** The two integers of an RSA public key (RFC 8017, section 3.1), not judged yet. */
export type RsaPublicIntegers = { ok: true; modulus: bigint; exponent: bigint };

function checkAlgorithm(algorithm: Buffer): PublicKeyRefusal | null {
  const reader = new DerReader(algorithm);
  const oid = reader.read(TAG.oid, "algorithm identifier").toString("hex");
  if (oid === RSA_PSS)
    return refuseKey("rsa_pss", "This key is restricted to RSA-PSS; RS256 needs plain RSA.");
  if (oid !== RSA_ENCRYPTION) {
    return refuseKey(
      "not_rsa",
      `This is ${OTHER_ALGORITHMS[oid] ?? "a key of another kind"}, not an RSA key.`,
    );
  }
  // RFC 3279, section 2.3.1: the parameters of rsaEncryption are NULL, and must be there.
  if (reader.peek() !== TAG.null)
    throw new DerError("not_canonical", "The algorithm's NULL parameters are missing.");
  if (reader.read(TAG.null, "NULL parameters").length > 0) {
    throw new DerError("not_canonical", "The algorithm's NULL parameters are not empty.");
  }
  reader.end("algorithm parameters");
  return null;
}

/** Recognizes what people send instead: PKCS#1 and X.509 structures under the label PUBLIC KEY. */
function otherStructure(content: Buffer): PublicKeyRefusal | null {
  const reader = new DerReader(content);
  if (reader.peek() === TAG.integer) {
    return refuseKey("pkcs1", "The PEM block holds a PKCS#1 public key; SPKI is needed.");
  }
  const inner = reader.read(TAG.sequence, "first element");
  if (inner[0] === TAG.oid || reader.peek() !== TAG.sequence) return null;
  return inner[0] === 0xa0
    ? refuseKey("certificate", "The PEM block holds a certificate, not a public key.")
    : refuseKey("certificate_request", "The PEM block holds a certificate request, not a public key.");
}

function readIntegers(der: Buffer): RsaPublicIntegers | PublicKeyRefusal {
  const outer = new DerReader(der);
  const content = outer.read(TAG.sequence, "key");
  const other = otherStructure(content);
  if (other !== null) return other;
  const spki = new DerReader(content);
  const refusal = checkAlgorithm(spki.read(TAG.sequence, "algorithm"));
  if (refusal !== null) return refusal;
  outer.end("key");
  const bits = spki.read(TAG.bitString, "BIT STRING");
  spki.end("BIT STRING");
  if (bits[0] !== 0) throw new DerError("not_canonical", "The BIT STRING has unused bits.");
  const keyReader = new DerReader(bits.subarray(1));
  const integers = new DerReader(keyReader.read(TAG.sequence, "RSA key"));
  keyReader.end("RSA key");
  const modulus = integers.readUnsigned("modulus");
  const exponent = integers.readUnsigned("exponent");
  integers.end("exponent");
  return { ok: true, modulus, exponent };
}

/**
 * Reads an RSA SubjectPublicKeyInfo (RFC 5280, section 4.1; RFC 8017, appendix A.1.1) in canonical DER.
 *
 * @param der the exact bytes
 * @returns modulus and exponent, or `not_rsa`, `rsa_pss`, `pkcs1`, `certificate`, `certificate_request`,
 *   `not_canonical`, `malformed`
 */
export function readRsaSpki(der: Buffer): RsaPublicIntegers | PublicKeyRefusal {
  try {
    return readIntegers(der);
  } catch (error) {
    if (error instanceof DerError) return refuseKey(error.kind, error.message);
    return refuseKey("malformed", "The key cannot be decoded.");
  }
}
