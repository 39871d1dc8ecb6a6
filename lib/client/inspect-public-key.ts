/** A first look at a pasted public key, before anything is sent; the server examines it again, and further. */
import { canGenerateKeys, type PublicHalf } from "@/lib/client/key-pair";
import { pemDecodePublicKey } from "@/lib/client/pem";
import { sha256Hex } from "@/lib/partner-client/encoding";
import { looksLikePrivateKey } from "@/lib/security/private-key-detection";
import { type PublicKeyRefusal, refuseKey } from "@/lib/security/public-key-reasons";

export type InspectedKey = { ok: true; key: PublicHalf } | PublicKeyRefusal;

const LABEL = /-----BEGIN ([A-Z0-9 ]{1,40})-----/g;

/** Reads a pasted text as an SPKI PEM of an RSA key, 2048 to 4096 bits; explains what it is otherwise. */
export async function inspectPublicKey(text: string): Promise<InspectedKey> {
  if (looksLikePrivateKey(text)) return refuseKey("private_key", "This is a private key.");
  const refusal = refuseByLabel(text);
  if (refusal) return refusal;
  const der = pemDecodePublicKey(text);
  if (der === null) return refuseKey("malformed", "The PEM is damaged: it is cut short or not base64.");
  if (!canGenerateKeys()) return { ok: true, key: { publicKeyPem: text, fingerprint: "", modulusBits: 0 } };
  const modulusBits = await rsaModulusBits(der);
  if (modulusBits === null) return refuseKey("not_rsa", "This is not an RSA public key in SPKI form.");
  if (modulusBits < 2048)
    return refuseKey("too_small", `The key has ${modulusBits} bits; at least 2048 are needed.`);
  if (modulusBits > 4096)
    return refuseKey("too_large", `The key has ${modulusBits} bits; at most 4096 are allowed.`);
  return { ok: true, key: { publicKeyPem: text.trim(), fingerprint: await sha256Hex(der), modulusBits } };
}

function refuseByLabel(text: string): PublicKeyRefusal | null {
  const labels = [...text.matchAll(LABEL)].map((match) => match[1]);
  if (labels.length > 1) return refuseKey("multiple_keys", "This text holds more than one PEM block.");
  switch (labels[0]) {
    case "PUBLIC KEY":
      return null;
    case "RSA PUBLIC KEY":
      return refuseKey("pkcs1", "This is a PKCS#1 public key (BEGIN RSA PUBLIC KEY); SPKI is needed.");
    case "CERTIFICATE":
      return refuseKey("certificate", "This is a certificate, not a public key.");
    case "CERTIFICATE REQUEST":
      return refuseKey("certificate_request", "This is a certificate request, not a public key.");
    default:
      return refuseKey("unsupported_format", "There is no line -----BEGIN PUBLIC KEY-----.");
  }
}

async function rsaModulusBits(der: Uint8Array<ArrayBuffer>): Promise<number | null> {
  try {
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const key = await globalThis.crypto.subtle.importKey("spki", der, algorithm, true, ["verify"]);
    return "modulusLength" in key.algorithm && typeof key.algorithm.modulusLength === "number"
      ? key.algorithm.modulusLength
      : null;
  } catch {
    return null;
  }
}
