/** Which other bytes were hashed than those that arrived. Pure. */
import { createHash } from "node:crypto";
import { partHashed } from "@/lib/diagnosis/body-form";
import { hashesOfJson } from "@/lib/diagnosis/body-json";
import { type BodyEvidence, type Diagnosis, type Evidence, firstOf, found } from "@/lib/diagnosis/diagnosis";

const SEND = "Serialize once, hash those bytes and send those bytes.";
/** Texts that stand for nothing where a body was expected. */
const PLACEHOLDERS = [
  "{}",
  "null",
  "undefined",
  '""',
  "[]",
  "None",
  "nil",
  "false",
  "[object Object]",
  "\n",
  "\r\n",
  "{ }",
];
/** Larger bodies are not rewritten for this: it would keep others waiting. */
const LARGEST_REWRITTEN_BYTES = 64 * 1024;

type Request = { bodyHash: string; target: string; contentType: string | null; body: BodyEvidence };

/** `signed`: the claim `bodyHash`. Null where nothing is known to say, which is never the case for a kept body. */
export function diagnoseBody(signed: string, evidence: Evidence): Diagnosis | null {
  const { body, target, header } = evidence;
  if (body === null) return null;
  const request = { bodyHash: signed, target, contentType: header("content-type"), body };
  return firstOf(
    () => constant(request),
    () => ofHash(request),
    () => partHashed(request),
    () => textually(request),
    () => asJson(request),
    () => left(request),
  );
}

function constant({ bodyHash, target, body }: Request): Diagnosis | null {
  if (bodyHash === sha256("")) {
    return found(
      "body_not_hashed",
      "Your hash is that of zero bytes: the body was not there when you hashed it.",
      `Hash the body after it is complete, and before a stream of it is read. ${SEND}`,
    );
  }
  const text = PLACEHOLDERS.find((candidate) => bodyHash === sha256(candidate));
  if (text !== undefined) {
    const shown = text.trim() === "" ? "a line break" : text;
    const isEmpty = body.sha256 === sha256("");
    return found(
      "placeholder_hashed",
      `Your hash is that of the text ${shown}.`,
      isEmpty ? "Without a body, hash zero bytes." : `Hash the body itself. ${SEND}`,
    );
  }
  const path = target.split("?", 1)[0] ?? "";
  if ([target, path].some((candidate) => bodyHash === sha256(candidate))) {
    return found(
      "target_hashed",
      "Your hash is that of the path.",
      `bodyHash covers the body alone. ${SEND}`,
    );
  }
  if (body.sha256 === sha256("")) {
    return found(
      "body_not_sent",
      "You signed a body, and none arrived.",
      "Look whether the HTTP client really sends it: GET and DELETE take none, and a redirect drops it.",
    );
  }
  return null;
}

/** The hash of the hash, which a function that hashes twice gives. */
function ofHash({ bodyHash, body }: Request): Diagnosis | null {
  const digest = Buffer.from(body.sha256, "hex");
  const forms = [
    body.sha256,
    body.sha256.toUpperCase(),
    digest,
    digest.toString("base64"),
    digest.toString("base64url"),
  ];
  return forms.some((form) => bodyHash === sha256(form))
    ? found(
        "hash_hashed",
        "Your hash is that of the body's hash: it was hashed twice.",
        "Hash the body once.",
      )
    : null;
}

/** Bodies that differ in their encoding or at their ends. */
function textually({ bodyHash, body: { bytes } }: Request): Diagnosis | null {
  if (bytes === null) return null;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const is = (data: Buffer | string) => bodyHash === sha256(data);
  const hasMark = buffer.subarray(0, 3).equals(MARK);
  if (is(hasMark ? buffer.subarray(3) : Buffer.concat([MARK, buffer]))) {
    return found(
      "byte_order_mark",
      "Body and hash differ in a byte order mark.",
      `Write the body without one. ${SEND}`,
    );
  }
  const end = buffer.length - (/(\r?\n)+$/.exec(buffer.subarray(-16).toString("latin1"))?.[0].length ?? 0);
  if (
    [
      buffer.subarray(0, end),
      ...["\n", "\r\n"].map((line) => Buffer.concat([buffer, Buffer.from(line)])),
    ].some(is)
  ) {
    return found(
      "trailing_newline",
      "Body and hash differ in a line break at the end.",
      `Editors and echo add one, and curl -d removes it: use --data-binary and printf. ${SEND}`,
    );
  }
  if (buffer.length > LARGEST_REWRITTEN_BYTES) return null;
  const text = buffer.toString("latin1");
  if (is(latin1(text.trim()))) {
    return found("white_space_trimmed", "Body and hash differ in white space around the body.", SEND);
  }
  if (
    text.includes("\n") &&
    [text.replace(/\r\n/g, "\n"), text.replace(/\r?\n/g, "\r\n"), text.replace(/[\r\n]/g, "")].some((lines) =>
      is(latin1(lines)),
    )
  ) {
    return found(
      "line_breaks",
      "Body and hash differ in their line breaks: CRLF here, LF there, or none.",
      `Read and send the file as bytes, not as text; curl -d drops them, --data-binary does not. ${SEND}`,
    );
  }
  if ([buffer.toString("base64"), buffer.toString("base64url"), buffer.toString("hex")].some(is)) {
    return found(
      "encoded_body_hashed",
      "Your hash is that of the body in base64 or hex.",
      "Hash the bytes as they are sent.",
    );
  }
  const utf8 = buffer.toString("utf8");
  const isOther = ["latin1", "utf16le"] as const;
  if (
    isOther.some((charset) => is(Buffer.from(utf8, charset))) ||
    (/[\x80-\xff]/.test(text) && is(Buffer.from(text, "utf8")))
  ) {
    return found(
      "other_charset",
      "The body was hashed in another encoding of letters than it was sent in.",
      `Encode it as UTF-8 once. ${SEND}`,
    );
  }
  return null;
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const latin1 = (text: string) => Buffer.from(text, "latin1");

function asJson({ bodyHash, body: { bytes } }: Request): Diagnosis | null {
  return bytes === null ? null : hashesOfJson(bytes, (text) => bodyHash === sha256(text));
}

/** Nothing fits: what is likeliest for a body of this kind. */
function left({ contentType, body }: Request): Diagnosis {
  if (/^multipart\//i.test(contentType ?? "")) {
    return found(
      "multipart_rebuilt",
      "The form that arrived is not the one that was hashed: its boundary or the order of its parts is probably another.",
      "Build the whole form into bytes first, boundary included; hash those bytes and send them with the Content-Type that names this boundary.",
    );
  }
  return found(
    "other_body",
    `Another body was hashed than the one that arrived${body.bytes === null ? "" : ` (${body.bytes.byteLength} bytes)`}.`,
    `Write both to a file and compare them. ${SEND}`,
  );
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
