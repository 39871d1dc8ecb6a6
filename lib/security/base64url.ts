const ALPHABET = /^[A-Za-z0-9_-]*$/;

/**
 * Decodes unpadded base64url (RFC 4648, section 5; RFC 7515, section 2) in its one canonical spelling:
 * no padding, no white space, no other alphabet, unused bits of the last character zero.
 *
 * @returns the bytes (none for the empty text), or null for any other spelling
 */
export function decodeBase64url(text: string): Buffer | null {
  if (!ALPHABET.test(text)) return null;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
}
