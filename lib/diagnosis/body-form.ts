/** A form of which only a part was hashed. Pure. */
import { createHash } from "node:crypto";
import { type BodyEvidence, type Diagnosis, found } from "@/lib/diagnosis/diagnosis";

const MOST_PARTS = 20;

export function partHashed(request: {
  bodyHash: string;
  contentType: string | null;
  body: BodyEvidence;
}): Diagnosis | null {
  const { bodyHash, contentType, body } = request;
  const isFile = body.fileSha256 !== null && body.fileSha256 === bodyHash;
  if (!isFile && !partsOf(contentType, body.bytes).some((part) => sha256(part) === bodyHash)) return null;
  return found(
    "part_hashed",
    "Your hash is that of the file alone.",
    "bodyHash covers the whole form as it goes over the wire, boundaries and part headers included: build it into bytes, hash and send those.",
  );
}

/** What lies between the boundaries, without the parts' headers. */
function partsOf(contentType: string | null, bytes: Uint8Array | null): Buffer[] {
  const boundary = /^multipart\/.*boundary="?(?<boundary>[^";]{1,70})/i.exec(contentType ?? "")?.groups
    ?.boundary;
  if (boundary === undefined || bytes === null) return [];
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`--${boundary}`, "latin1");
  const parts: Buffer[] = [];
  for (let at = body.indexOf(delimiter); at !== -1 && parts.length < MOST_PARTS; ) {
    const next = body.indexOf(delimiter, at + delimiter.length);
    if (next === -1) break;
    const content = body.indexOf("\r\n\r\n", at);
    // The line break before a delimiter belongs to it (RFC 2046, section 5.1.1).
    if (content !== -1 && content + 4 <= next - 2) parts.push(body.subarray(content + 4, next - 2));
    at = next;
  }
  return parts;
}

function sha256(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
