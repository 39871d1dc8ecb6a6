import { redact } from "./redact";

/** A number as it was written, for callers that must tell `12` from `12.0` and `1.2e1`. */
export class JsonNumber {
  /** @param text the number's exact spelling in the document */
  constructor(readonly text: string) {}

  /** The nearest double; `Infinity` for `1e400`. */
  get value(): number {
    return Number(this.text);
  }
}

/**
 * `maxDepth`: how many arrays and objects may enclose each other (default 32).
 * `numbers`: `"values"` (default) gives JavaScript numbers, `"tokens"` gives `JsonNumber`s.
 */
export type StrictJsonOptions = { maxDepth?: number; numbers?: "values" | "tokens" };

/** `position`: of the character at which the problem was noticed, counted from 1, where there is one. */
export type StrictJsonResult =
  | { ok: true; value: unknown }
  | { ok: false; problem: string; position?: number };

const DEFAULT_DEPTH = 32;
const WHITESPACE = /[ \t\n\r]*/y;
const PLAIN_STRING = /"([ !#-[\]-\uffff]*)"/y;
const ANY_STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LITERAL = /true|false|null/y;
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Keeps nothing from one document to the next; to make one costs as much as to read a token's claims. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

class Problem extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

class Parser {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
    private readonly tokens: boolean,
  ) {}

  document(): unknown {
    const value = this.value(0);
    if (this.peek() !== "") this.fail("unexpected text after the value");
    return value;
  }

  private fail(what: string): never {
    const position = this.position + 1;
    throw new Problem(`${what} (at character ${position})`, position);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match !== null) this.position = pattern.lastIndex;
    return match;
  }

  private peek(): string {
    this.take(WHITESPACE);
    return this.text.charAt(this.position);
  }

  private value(depth: number): unknown {
    const next = this.peek();
    if (next === '"') return this.string();
    if (next === "{" || next === "[") {
      if (depth >= this.maxDepth) this.fail(`nested deeper than ${this.maxDepth} levels`);
      this.position++;
      return next === "{" ? this.object(depth + 1) : this.array(depth + 1);
    }
    const number = this.take(NUMBER);
    if (number !== null) return this.tokens ? new JsonNumber(number[0]) : Number(number[0]);
    const literal = this.take(LITERAL)?.[0];
    if (literal === undefined) this.fail(next === "" ? "the text ends too early" : "a value was expected");
    return literal === "null" ? null : literal === "true";
  }

  private string(): string {
    const plain = this.take(PLAIN_STRING)?.[1];
    if (plain !== undefined) return plain;
    const literal = this.take(ANY_STRING)?.[0];
    if (literal === undefined) this.fail("a string is not well-formed");
    const value = String(JSON.parse(literal));
    if (LONE_SURROGATE.test(value)) this.fail("a string holds half a surrogate pair");
    return value;
  }

  private array(depth: number): unknown[] {
    const items: unknown[] = [];
    if (this.closes("]")) return items;
    do items.push(this.value(depth));
    while (this.continues("]"));
    return items;
  }

  private object(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    if (this.closes("}")) return members;
    do {
      if (this.peek() !== '"') this.fail("a member name was expected");
      const name = this.string();
      if (Object.hasOwn(members, name)) this.fail(`duplicate member name "${redact(name).slice(0, 80)}"`);
      if (this.peek() !== ":") this.fail("a colon was expected");
      this.position++;
      const value = this.value(depth);
      // A plain assignment to `__proto__` would exchange the prototype and keep no member.
      if (name === "__proto__") {
        Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
      } else members[name] = value;
    } while (this.continues("}"));
    return members;
  }

  private closes(end: string): boolean {
    if (this.peek() !== end) return false;
    this.position++;
    return true;
  }

  private continues(end: string): boolean {
    if (this.closes(end)) return false;
    if (this.text.charAt(this.position) !== ",") this.fail(`a comma or "${end}" was expected`);
    this.position++;
    return true;
  }
}

/** An object with nothing nested and no escapes, as a token's header and claims are. */
const FLAT_OBJECT = /^\{[^{}[\]\\]*\}$/;

/**
 * The members of a flat object, where the engine's own parser and writer agree on the whole document; with them it takes a third of
 * the time. They agree on no document that is refused here: the writer leaves out a duplicate, and in UTF-8 without escapes
 * there is no half of a surrogate pair. Numbers are then spelt as `String` spells them.
 *
 * @returns null for every other document, which may be as good
 */
function readCompactObject(text: string, tokens: boolean): Record<string, unknown> | null {
  if (!FLAT_OBJECT.test(text) || text.includes("__proto__")) return null;
  let members: Record<string, unknown>;
  try {
    members = JSON.parse(text);
  } catch {
    return null;
  }
  if (JSON.stringify(members) !== text) return null;
  if (!tokens) return members;
  for (const name in members) {
    const value = members[name];
    if (typeof value === "number") members[name] = new JsonNumber(String(value));
  }
  return members;
}

/**
 * Parses JSON (RFC 8259) and refuses what other parsers let pass in different ways: a byte order mark,
 * invalid UTF-8, duplicate member names at any depth (compared after unescaping), lone surrogates
 * (RFC 7493, section 2.1), deep nesting. A member named `__proto__` becomes an ordinary own property.
 *
 * @param bytes the exact document
 * @returns the value (objects are ordinary objects), or what is wrong, in words fit to show to the caller
 *   (no more of the document than a masked, shortened member name). Never throws
 */
export function parseStrictJson(bytes: Uint8Array, options: StrictJsonOptions = {}): StrictJsonResult {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { ok: false, problem: "it starts with a byte order mark" };
  }
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { ok: false, problem: "it is not valid UTF-8" };
  }
  const tokens = options.numbers === "tokens";
  const compact = readCompactObject(text, tokens);
  if (compact !== null) return { ok: true, value: compact };
  try {
    const parser = new Parser(text, options.maxDepth ?? DEFAULT_DEPTH, tokens);
    return { ok: true, value: parser.document() };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error.message, position: error.position };
    return { ok: false, problem: "it cannot be parsed" };
  }
}
