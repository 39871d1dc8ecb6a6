/** What a file is, told by its first bytes. Pure. */
import type { DocumentContentType } from "@/lib/schemas/document-kinds";

const SIGNATURES: readonly (readonly [DocumentContentType, Buffer])[] = [
  // ISO 32000-2, section 7.5.2
  ["application/pdf", Buffer.from("%PDF-", "latin1")],
  // ISO/IEC 15948, section 5.2, and the first chunk, which is always IHDR with 13 bytes
  ["image/png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  // ISO/IEC 10918-1, annex B: start of image, then the first byte of the next marker
  ["image/jpeg", Buffer.from("ffd8ff", "hex")],
];

/** So many bytes of a file's beginning are enough to tell. */
export const TELLING_BYTES = 16;

/** The type of the file that begins with `bytes`, or `null` when it is none of those that documents may have. */
export function detectContentType(bytes: Uint8Array): DocumentContentType | null {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = SIGNATURES.find(([, signature]) => beginning.subarray(0, signature.length).equals(signature));
  return found?.[0] ?? null;
}
