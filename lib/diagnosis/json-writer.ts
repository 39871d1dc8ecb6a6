/** Writes parsed JSON in the manner of a given serializer. Pure. */
import { JsonNumber } from "@/lib/security/strict-json";

export type Style = {
  /** Of one level; empty for one line. */
  indent: string;
  comma: string;
  colon: string;
  /** Letters beyond ASCII as `\uXXXX`. */
  ascii: boolean;
  /** `\/`, as PHP writes it. */
  slashes: boolean;
  /** `<`, `>` and `&` as `\u003c`, as Go writes them. */
  html: boolean;
  isSorted: boolean;
};

/** `value` comes from `parseStrictJson` with numbers as they were written, so its depth is bounded. */
export function writeJson(value: unknown, style: Style, outer = ""): string {
  if (value instanceof JsonNumber) return value.text;
  if (typeof value === "string") return writeText(value, style);
  if (Array.isArray(value)) {
    return enclose(
      "[",
      "]",
      value.map((item) => [item] as const),
      style,
      outer,
      ([item], inner) => writeJson(item, style, inner),
    );
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value);
    const ordered = style.isSorted ? members.toSorted(([a], [b]) => (a < b ? -1 : 1)) : members;
    return enclose(
      "{",
      "}",
      ordered,
      style,
      outer,
      ([name, member], inner) => `${writeText(name, style)}${style.colon}${writeJson(member, style, inner)}`,
    );
  }
  return String(value);
}

function enclose<Item>(
  open: string,
  close: string,
  items: readonly Item[],
  { indent, comma }: Style,
  outer: string,
  write: (item: Item, inner: string) => string,
): string {
  if (items.length === 0) return open + close;
  const inner = outer + indent;
  const written = items.map((item) => write(item, inner));
  if (indent === "") return open + written.join(comma) + close;
  return `${open}\n${inner}${written.join(`,\n${inner}`)}\n${outer}${close}`;
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

function writeText(text: string, { ascii, slashes, html }: Style): string {
  let written = JSON.stringify(text);
  if (ascii) written = written.replace(/[\u007f-\uffff]/g, escaped);
  if (slashes) written = written.replaceAll("/", "\\/");
  if (html) written = written.replace(/[<>&\u2028\u2029]/g, escaped);
  return written;
}
