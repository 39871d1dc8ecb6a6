/** Why a body is no JSON object, and where. Nothing of its contents is repeated but brackets, quotes, commas and colons. Pure. */
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";

export type JsonProblem = Diagnosis & {
  /** Of the character at which it was noticed, counted from 1; null where there is none. */
  at: { position: number; line: number; column: number } | null;
  /** The line around it with letters and digits masked, and a caret under the place. */
  context: string | null;
};

const WRITE = "Write the body with a JSON library.";
const AROUND = 24;
/** What of a large body is looked at for words that JSON does not have. */
const LOOKED_AT = 64 * 1024;

/** `problem`: what the parser said; `position`: of the character where it stopped, counted from 1. */
export function diagnoseJson(bytes: Uint8Array, problem: string, position: number | null): JsonProblem {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  const at = position === null ? null : place(text, position);
  return {
    ...cause(bytes, text, problem, position),
    at,
    context: position === null ? null : contextOf(text, position),
  };
}

function cause(bytes: Uint8Array, text: string, problem: string, position: number | null): Diagnosis {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return found(
      "byte_order_mark",
      "The body begins with a byte order mark.",
      "Write it as UTF-8 without one; hash and send those bytes.",
    );
  }
  if (problem.includes("not valid UTF-8")) {
    return found("not_utf8", "The body is not UTF-8.", "Encode it as UTF-8, then hash and send those bytes.");
  }
  if (problem.startsWith("duplicate"))
    return found("member_twice", "A member stands twice.", "Give each member once.");
  if (problem.startsWith("nested"))
    return found(
      "nested_too_deeply",
      "The body nests deeper than 32 levels.",
      "No operation needs that: look at its fields.",
    );
  const start = text.slice(0, 200).trimStart();
  if (start.startsWith("<")) return found("markup", "The body is XML or HTML.", WRITE);
  if (/^[\w.[\]%-]+=/.test(start)) {
    return found(
      "form",
      "The body is a form (a=1&b=2).",
      `${WRITE} In curl, give --data the JSON itself; in Python, json.dumps.`,
    );
  }
  if (/^\[object |^(Array|System\.|java\.|#<)/.test(start)) {
    return found("printed_object", "An object was printed instead of serialized.", WRITE);
  }
  return position === null ? syntax() : atPlace(text, position);
}

function atPlace(text: string, position: number): Diagnosis {
  const rest = text.slice(position - 1, position - 1 + LOOKED_AT);
  const before = text.slice(Math.max(0, position - 1 - LOOKED_AT), position - 1).trimEnd();
  if (before.endsWith(",") && /^\s*[\]}]/.test(rest)) {
    return found(
      "trailing_comma",
      "There is a comma before a closing bracket.",
      "Remove it: JSON has none there.",
    );
  }
  if (rest.trim() === "")
    return found(
      "cut_off",
      "The end of the body is missing.",
      "Look whether Content-Length and the bytes that are sent agree.",
    );
  if (/^\s*'/.test(rest))
    return found("single_quotes", "Text stands in single quotes.", `JSON has double quotes only. ${WRITE}`);
  if (/^\s*(\/\/|\/\*|#)/.test(rest))
    return found("comment", "There is a comment.", "JSON has none: remove it.");
  if (/^\s*(undefined|NaN|-?Infinity|None|True|False|nil|NULL|TRUE|FALSE)\b/.test(rest)) {
    return found(
      "not_a_value",
      "A word stands there that JSON does not have.",
      `null, true and false are written like this. ${WRITE}`,
    );
  }
  if (/^\s*"/.test(rest)) {
    return /^\s*"[^"\\\p{Cc}]*\p{Cc}/u.test(rest)
      ? found(
          "raw_line_break",
          "A text has a line break or another control character in it.",
          `It is escaped as \\n in JSON. ${WRITE}`,
        )
      : syntax();
  }
  if (/[{,]$/.test(before) && /^\s*[A-Za-z_$][\w$-]*\s*:/.test(rest)) {
    return found("unquoted_name", "A member's name has no quotes.", `Names stand in double quotes. ${WRITE}`);
  }
  if (/[}\]]$/.test(before))
    return found("more_text", "Something follows after the end of the JSON, or a comma is missing.", WRITE);
  return syntax();
}

function syntax(): Diagnosis {
  return found("syntax", "The body is not JSON.", WRITE);
}

/** JSON, but no object: `value` is what it is. */
export function diagnoseNotAnObject(value: unknown): Diagnosis {
  if (typeof value === "string" && /^\s*[{[]/.test(value)) {
    return found(
      "json_in_json",
      "The body is a text that holds JSON: it was serialized twice.",
      "Serialize it once, then hash and send that.",
    );
  }
  const what = Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
  return found("not_an_object", `The body is ${what}.`, "Send one object: {…}.");
}

function place(text: string, position: number): { position: number; line: number; column: number } {
  const before = text.slice(0, position - 1);
  const line = before.split("\n").length;
  return { position, line, column: position - before.lastIndexOf("\n") - 1 };
}

function contextOf(text: string, position: number): string {
  const at = position - 1;
  const left = text.slice(Math.max(0, at - AROUND), at).replace(/^[\s\S]*\n/, "");
  const right = text.slice(at, at + AROUND).replace(/\n[\s\S]*$/, "");
  const masked = (part: string) => part.replace(/[^{}[\]",:'\s]/gu, "x").replace(/\s/g, " ");
  const before = masked(left);
  return `${before}${masked(right)}\n${" ".repeat(before.length)}^`;
}
