/** Which mistake explains a wrong body hash. */
import { createHash } from "node:crypto";
import type { RuleId } from "./rules";

const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The ways in which JSON is written by the usual libraries, once it was parsed. */
function rewrittenJson(text: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const compact = [JSON.stringify(value), JSON.stringify(sorted(value))];
  const spaced = compact.map((json) => spread(json));
  const indented = [2, 4, "\t"].map((indent) => JSON.stringify(value, null, indent));
  const written = [...compact, ...spaced, ...indented];
  const escaped = [
    ...written.map((json) => json.replaceAll("/", "\\/")),
    ...written.map((json) => json.replace(/[\u0080-\uffff]/g, unicodeEscape)),
    ...written.map((json) => json.replaceAll("/", "\\/").replace(/[\u0080-\uffff]/g, unicodeEscape)),
  ];
  return [...written, ...escaped].flatMap((json) => [json, `${json}\n`]);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A space after each colon and comma outside of texts, as Python writes it. */
function spread(json: string): string {
  return json.replace(
    /("(?:[^"\\]|\\.)*")|([:,])/g,
    (_, text: string | undefined, mark) => text ?? `${mark} `,
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => [name, sorted(member)]);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The contents of a form's parts, for a hash of the file alone. */
function partsOf(body: Buffer): Buffer[] {
  const text = body.toString("latin1");
  const boundary = /^--([^\r\n]+)\r\n/.exec(text)?.[1];
  if (boundary === undefined) return [];
  const parts = text.split(`--${boundary}`).map((part) => part.split("\r\n\r\n").slice(1).join("\r\n\r\n"));
  return parts
    .flatMap((part) => [part, part.replace(/\r\n$/, "")])
    .map((part) => Buffer.from(part, "latin1"));
}

function beginningsOf(body: Buffer): Buffer[] {
  const sizes = [1024, 2048, 4096, 8192, 16_384, 32_768, 65_535, 65_536, 131_072, 262_144];
  const cuts = sizes.filter((size) => size < body.length).map((size) => body.subarray(0, size));
  const firstZero = body.indexOf(0);
  return firstZero > 0 ? [...cuts, body.subarray(0, firstZero)] : cuts;
}

/** The bytes that each mistake would have hashed; the first rule that fits is named. */
function mistakes(body: Buffer): [RuleId, (string | Uint8Array)[]][] {
  const text = body.toString("utf8");
  const isText = Buffer.from(text).equals(body);
  const withoutMark = text.replace(/^\ufeff/, "");
  const questioned = text.replace(/[\u{100}-\u{10ffff}]/gu, "?");
  const inOtherCharsets = [
    Buffer.from(text, "latin1"),
    Buffer.from(questioned, "latin1"),
    Buffer.from(text.replace(/\P{ASCII}/gu, "?"), "latin1"),
    Buffer.from(body.toString("latin1"), "utf8"),
    Buffer.from(text, "utf16le"),
    Buffer.from(text, "utf16le").swap16(),
  ];
  const onceHashed = createHash("sha256").update(body).digest();
  const hex = body.toString("hex");
  const asText = [hex, hex.toUpperCase(), body.toString("base64"), body.toString("base64url")];
  const lineEnds = [text.replaceAll("\r\n", "\n"), text.replaceAll(/\r?\n/g, "\r\n")];
  const trimmed = [text.trim(), text.trimEnd(), text.trimStart(), text.replace(/\r?\n$/, ""), `${text}\n`];
  return [
    [
      "body-empty",
      body.length === 0 ? ["{}", "[]", "null", '""', "undefined", "None", "nil", "\n", " "] : [""],
    ],
    ["body-multipart", partsOf(body)],
    ["body-whole", beginningsOf(body)],
    ["body-reserialized", rewrittenJson(withoutMark)],
    ["body-trimmed", isText ? [...trimmed, ...lineEnds] : []],
    ["body-binary", [text, withoutMark, text.replaceAll("\ufffd", "")]],
    ["body-charset", inOtherCharsets],
    ["body-text-of-bytes", [...asText, onceHashed, onceHashed.toString("hex")]],
  ];
}

/**
 * Names the mistake that explains `received` as the hash of `body`.
 *
 * @param received 64 lower-case hex characters that are not the body's SHA-256
 */
export function explainBodyHash(body: Buffer, received: string): RuleId {
  const explanation = mistakes(body).find(([, candidates]) =>
    candidates.some((candidate) => sha256(candidate) === received),
  );
  return explanation?.[0] ?? "body-hash";
}
