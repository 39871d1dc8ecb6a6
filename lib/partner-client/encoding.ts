const textEncoder = new TextEncoder();

/** The bytes of a text in UTF-8, as they go over the wire. */
export function utf8Bytes(text: string): Uint8Array<ArrayBuffer> {
  return textEncoder.encode(text);
}

/** Canonical base64url without padding, the only spelling the API accepts in a token. */
export function base64UrlEncode(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Plain base64 (the inside of a PEM file) as bytes; `undefined` when it is not base64. */
export function base64Decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Lower-case hexadecimal. */
export function hexEncode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 in lower-case hexadecimal: the form of `bodyHash` and of a signing key's fingerprint. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  // WebCrypto takes no view on shared memory; the copy also fixes what is hashed.
  const digest = await globalThis.crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return hexEncode(new Uint8Array(digest));
}
