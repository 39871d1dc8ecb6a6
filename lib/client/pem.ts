import { base64Decode } from "@/lib/partner-client/encoding";

type PemLabel = "PUBLIC KEY" | "PRIVATE KEY";

/** DER as PEM (RFC 7468): 64 characters a line. */
export function pemEncode(der: ArrayBuffer, label: PemLabel): string {
  let binary = "";
  for (const byte of new Uint8Array(der)) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

const PUBLIC_KEY = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----/;

/** The DER inside the only `PUBLIC KEY` block of a text, or `null`. */
export function pemDecodePublicKey(text: string): Uint8Array<ArrayBuffer> | null {
  const body = PUBLIC_KEY.exec(text)?.[1];
  return body === undefined ? null : (base64Decode(body.replace(/\s/g, "")) ?? null);
}
