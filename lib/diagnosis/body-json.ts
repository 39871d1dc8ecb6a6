/** The same JSON, written by another serializer. Pure. */
import type { Cause } from "@/lib/diagnosis/causes";
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";
import { type Style, writeJson } from "@/lib/diagnosis/json-writer";
import { parseStrictJson } from "@/lib/security/strict-json";

/** Larger bodies are not parsed for this. */
const LARGEST_BYTES = 64 * 1024;
/** All that is written and hashed for one request. */
const BUDGET_BYTES = 1024 * 1024;

const SEND =
  "Serialize once, hash those bytes and send those very bytes: give the HTTP library the text, not the object.";

const SPACING: readonly { style: Pick<Style, "indent" | "comma" | "colon">; name: string }[] = [
  { name: "compact, as JSON.stringify writes it", style: { indent: "", comma: ",", colon: ":" } },
  {
    name: "with a space after commas and colons, as Python's json.dumps writes it",
    style: { indent: "", comma: ", ", colon: ": " },
  },
  { name: "indented by 2 spaces", style: { indent: "  ", comma: ",", colon: ": " } },
  { name: "indented by 4 spaces", style: { indent: "    ", comma: ",", colon: ": " } },
  { name: "indented by tabs", style: { indent: "\t", comma: ",", colon: ": " } },
  { name: "with a space after colons", style: { indent: "", comma: ",", colon: ": " } },
  { name: "indented as Jackson does", style: { indent: "  ", comma: ",", colon: " : " } },
];
const LETTERS: readonly Pick<Style, "ascii" | "slashes" | "html">[] = [
  { ascii: false, slashes: false, html: false },
  { ascii: true, slashes: false, html: false },
  { ascii: true, slashes: true, html: false },
  { ascii: false, slashes: true, html: false },
  { ascii: false, slashes: false, html: true },
];

/** The first writing of the JSON in `bytes` for which `isSigned` holds; null when there is none, or no JSON. */
export function hashesOfJson(bytes: Uint8Array, isSigned: (text: string) => boolean): Diagnosis | null {
  if (bytes.byteLength > LARGEST_BYTES) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  const parsed = parseStrictJson(bytes, { numbers: "tokens" });
  if (!parsed.ok) return ofForm(text, isSigned);
  if (typeof parsed.value === "string" && isSigned(parsed.value)) return inside();
  if (isSigned(JSON.stringify(text))) return inside();
  let left = BUDGET_BYTES;
  for (const isSorted of [false, true]) {
    for (const letters of LETTERS) {
      for (const { style, name } of SPACING) {
        const written = writeJson(parsed.value, { ...style, ...letters, isSorted });
        left -= written.length;
        if (isSigned(written) || isSigned(`${written}\n`)) return described(isSorted, letters, name);
        if (left <= 0) return null;
      }
    }
  }
  // Numbers too, as JavaScript writes them: 1.0 becomes 1.
  if (isSigned(JSON.stringify(JSON.parse(text)))) return described(false, LETTERS[0], "by JSON.stringify");
  return isSigned(asForm(parsed.value))
    ? formAndJson("Your hash is that of a form (a=1&b=2), and JSON arrived.")
    : null;
}

function described(
  isSorted: boolean,
  letters: (typeof LETTERS)[number] | undefined,
  name: string,
): Diagnosis {
  const isEscaped = letters !== undefined && (letters.ascii || letters.slashes || letters.html);
  const cause: Cause = isSorted ? "members_sorted" : isEscaped ? "letters_escaped" : "body_reserialized";
  const how = [
    ...(isSorted ? ["with its members sorted"] : []),
    ...(isEscaped
      ? [
          `with ${letters.ascii ? "letters beyond ASCII" : letters.slashes ? "slashes" : "<, > and &"} escaped`,
        ]
      : []),
    name,
  ].join(", ");
  return found(cause, `Your hash matches the re-serialized JSON (${how}), and other bytes were sent.`, SEND);
}

function inside(): Diagnosis {
  return found(
    "json_in_json",
    "The JSON was serialized once for the hash and twice for sending, or the other way round.",
    SEND,
  );
}

function formAndJson(happened: string): Diagnosis {
  return found("form_instead_of_json", happened, `Send JSON, and hash what you send. ${SEND}`);
}

/** A form arrived: was JSON of the same members hashed? */
function ofForm(text: string, isSigned: (text: string) => boolean): Diagnosis | null {
  if (!/^[^\s{["<]+=/.test(text)) return null;
  const members = Object.fromEntries(new URLSearchParams(text));
  const isJson = SPACING.some(({ style }) =>
    isSigned(writeJson(members, { ...style, ascii: false, slashes: false, html: false, isSorted: false })),
  );
  return isJson ? formAndJson("Your hash is that of JSON, and a form (a=1&b=2) arrived.") : null;
}

function asForm(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "\0";
  const pairs = Object.entries(value).map(([name, member]): [string, string] => [
    name,
    typeof member === "string" ? member : writeJson(member, { ...PLAIN }),
  ]);
  return new URLSearchParams(pairs).toString();
}

const PLAIN: Style = {
  indent: "",
  comma: ",",
  colon: ":",
  ascii: false,
  slashes: false,
  html: false,
  isSorted: false,
};
