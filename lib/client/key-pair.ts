/** Key pairs made in this browser. The private half leaves this module only as a file on the person's disk. */
import { pemEncode } from "@/lib/client/pem";
import { sha256Hex } from "@/lib/partner-client/encoding";

export const KEY_SIZES = [2048, 3072, 4096] as const;
export type KeySize = (typeof KEY_SIZES)[number];

/** The half that may be kept, shown and sent. */
export type PublicHalf = { publicKeyPem: string; fingerprint: string; modulusBits: number };

export type GeneratedKeyPair = PublicHalf & { privateKeyPem: string };

/** WebCrypto exists only on HTTPS pages and on localhost. */
export function canGenerateKeys(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** An RSASSA-PKCS1-v1_5 SHA-256 key pair with exponent 65537; the private half as PKCS#8 PEM. */
export async function generateKeyPair(modulusBits: KeySize): Promise<GeneratedKeyPair> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey(
    {
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: modulusBits,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-256",
    },
    true,
    ["sign", "verify"],
  );
  const spki = await subtle.exportKey("spki", pair.publicKey);
  const pkcs8 = await subtle.exportKey("pkcs8", pair.privateKey);
  const privateKeyPem = pemEncode(pkcs8, "PRIVATE KEY");
  new Uint8Array(pkcs8).fill(0);
  return {
    privateKeyPem,
    publicKeyPem: pemEncode(spki, "PUBLIC KEY"),
    fingerprint: await sha256Hex(new Uint8Array(spki)),
    modulusBits,
  };
}

/** `payments-worker-sandbox-private-key.pem`; a name without Latin letters becomes `application`. */
export function privateKeyFileName(applicationName: string, environment: string): string {
  const slug = applicationName
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return `${slug === "" ? "application" : slug}-${environment}-private-key.pem`;
}

/** Saves text as a local file. The object URL lives only as long as the browser needs to start the download. */
export function downloadTextFile(fileName: string, text: string, type = "application/x-pem-file"): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
