/**
 * A strict reader of `multipart/form-data` (RFC 7578; its framing is RFC 2046, section 5.1.1). Pure: bytes go in as they
 * arrive, however they are cut, and what they mean comes out. Nothing that two readers could understand differently is
 * accepted: no text before, between or after the parts, no folded or repeated headers, no transfer encodings.
 */
const CR_LF = Buffer.from("\r\n");
const HEAD_END = Buffer.from("\r\n\r\n");
const MAXIMUM_HEAD_BYTES = 8 * 1024;

/** `fileName` is what the sender says, unchanged: display text at most, and `null` where there is none. */
export type PartHead = { name: string; fileName: string | null };

/** `data` belongs to the part before it, and shares the memory of the bytes that were pushed. */
export type MultipartEvent = { kind: "part"; head: PartHead } | { kind: "data"; bytes: Buffer };

/** Why the bytes are no well-formed form; the message is for the sender. */
export class MultipartProblem extends Error {
  override name = "MultipartProblem";
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETERS = new RegExp(String.raw`[ \t]*;[ \t]*(${TOKEN})=("(?:[^"\\]|\\.)*"|${TOKEN})`, "gy");
/** RFC 2046, section 5.1.1: `bchars`, not ending in a space. */
const BOUNDARY = /^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/;

/**
 * The boundary that a Content-Type names, or `null` when it is no `multipart/form-data` at all. Throws
 * `MultipartProblem` when it is, without one usable boundary.
 */
export function boundaryOf(contentType: string | null): string | null {
  const [, parameters] = /^[ \t]*multipart\/form-data(.*)$/is.exec(contentType ?? "") ?? [];
  if (parameters === undefined || /^[^\s;]/.test(parameters)) return null;
  const boundary = readParameters(parameters)?.get("boundary");
  if (boundary === undefined || !BOUNDARY.test(boundary)) {
    throw new MultipartProblem("Content-Type must name one boundary of 1 to 70 characters (RFC 2046)");
  }
  return boundary;
}

/** Parameters by lower-case name; `null` when they are malformed or one is there twice. */
function readParameters(text: string): Map<string, string> | null {
  const parameters = new Map<string, string>();
  let end = 0;
  for (const match of text.matchAll(PARAMETERS)) {
    const [whole, name = "", value = ""] = match;
    const key = name.toLowerCase();
    if (parameters.has(key)) return null;
    parameters.set(key, value.startsWith('"') ? value.slice(1, -1).replace(/\\(["\\])/g, "$1") : value);
    end = match.index + whole.length;
  }
  return /^[ \t]*$/.test(text.slice(end)) ? parameters : null;
}

/** One form. Call `push` for each piece of it in order, then `finish`. Both throw `MultipartProblem`. */
export class MultipartReader {
  readonly #delimiter: Buffer;
  #state: "preamble" | "delimited" | "head" | "data" | "end" = "preamble";
  /** Bytes that mean something only together with the next: at most a delimiter, or a part's head. */
  #held: Buffer;

  constructor(boundary: string) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
    // The first delimiter stands at the very beginning and has no line end before it.
    this.#held = CR_LF;
  }

  push(chunk: Uint8Array): MultipartEvent[] {
    const events: MultipartEvent[] = [];
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    while (rest.length > 0) {
      if (this.#state === "preamble" || this.#state === "data") rest = this.#readData(rest, events);
      else if (this.#state === "delimited") rest = this.#readAfterDelimiter(rest);
      else if (this.#state === "head") rest = this.#readHead(rest, events);
      else rest = this.#readEpilogue(rest);
    }
    return events;
  }

  finish(): void {
    if (this.#state === "end" && (this.#held.length === 0 || this.#held.equals(CR_LF))) return;
    throw new MultipartProblem("it ends before its closing boundary");
  }

  /** Reads to the next delimiter, whose first bytes may have come with the last chunk. */
  #readData(bytes: Buffer, events: MultipartEvent[]): Buffer {
    const delimiter = this.#delimiter;
    if (this.#held.length > 0) {
      const missing = delimiter.subarray(this.#held.length);
      const next = bytes.subarray(0, missing.length);
      if (missing.subarray(0, next.length).equals(next)) {
        if (next.length === missing.length) this.#become("delimited");
        else this.#held = Buffer.concat([this.#held, next]);
        return bytes.subarray(next.length);
      }
      // A delimiter has its one CR at its beginning, so what was held cannot hold the beginning of another.
      this.#emit(this.#held, events);
      this.#held = Buffer.alloc(0);
    }
    const found = bytes.indexOf(delimiter);
    if (found !== -1) {
      this.#emit(bytes.subarray(0, found), events);
      this.#become("delimited");
      return bytes.subarray(found + delimiter.length);
    }
    const tail = bytes.lastIndexOf(0x0d);
    const mayBegin = tail !== -1 && delimiter.subarray(0, bytes.length - tail).equals(bytes.subarray(tail));
    this.#emit(mayBegin ? bytes.subarray(0, tail) : bytes, events);
    // A copy: the chunk is the caller's again when `push` returns.
    if (mayBegin) this.#held = Buffer.from(bytes.subarray(tail));
    return bytes.subarray(bytes.length);
  }

  #emit(bytes: Buffer, events: MultipartEvent[]): void {
    if (bytes.length === 0) return;
    if (this.#state === "preamble") throw new MultipartProblem("it must begin with its boundary");
    events.push({ kind: "data", bytes });
  }

  #readAfterDelimiter(bytes: Buffer): Buffer {
    const wanted = bytes.subarray(0, 2 - this.#held.length);
    this.#held = Buffer.concat([this.#held, wanted]);
    if (this.#held.length === 2) {
      if (this.#held.equals(CR_LF)) {
        this.#become("head");
        // Kept, so that a head without any header ends like every other.
        this.#held = CR_LF;
      } else if (this.#held.toString("latin1") === "--") this.#become("end");
      else throw new MultipartProblem("a boundary is followed by something else than a line end or --");
    }
    return bytes.subarray(wanted.length);
  }

  #readHead(bytes: Buffer, events: MultipartEvent[]): Buffer {
    const before = this.#held.length;
    const seen = Buffer.concat([this.#held, bytes.subarray(0, MAXIMUM_HEAD_BYTES - before)]);
    const end = seen.indexOf(HEAD_END);
    if (end === -1) {
      if (seen.length === MAXIMUM_HEAD_BYTES) {
        throw new MultipartProblem(`a part has more than ${MAXIMUM_HEAD_BYTES} bytes of headers`);
      }
      this.#held = seen;
      return bytes.subarray(bytes.length);
    }
    events.push({ kind: "part", head: readPartHead(seen.subarray(0, end)) });
    this.#become("data");
    return bytes.subarray(end + HEAD_END.length - before);
  }

  /** Senders end the last line; nothing else may follow. */
  #readEpilogue(bytes: Buffer): Buffer {
    this.#held = Buffer.concat([this.#held, bytes.subarray(0, 3)]);
    if (!CR_LF.subarray(0, this.#held.length).equals(this.#held)) {
      throw new MultipartProblem("something follows its closing boundary");
    }
    return bytes.subarray(bytes.length);
  }

  #become(state: "delimited" | "head" | "data" | "end"): void {
    this.#state = state;
    this.#held = Buffer.alloc(0);
  }
}

function readPartHead(bytes: Buffer): PartHead {
  const headers = new Map<string, string>();
  for (const line of bytes.toString("utf8").split("\r\n").slice(1)) {
    const [, name, value] = new RegExp(`^(${TOKEN}):[ \\t]*([^\\r\\n\\0]*)$`).exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new MultipartProblem("a part has a malformed header");
    const key = name.toLowerCase();
    if (headers.has(key)) throw new MultipartProblem(`a part has the header ${key.slice(0, 50)} twice`);
    headers.set(key, value);
  }
  const encoding = headers.get("content-transfer-encoding")?.trim().toLowerCase() ?? "binary";
  if (!["binary", "8bit", "7bit"].includes(encoding)) {
    throw new MultipartProblem("a part has a Content-Transfer-Encoding; send its bytes as they are");
  }
  const [, rest] = /^form-data(.*)$/is.exec(headers.get("content-disposition") ?? "") ?? [];
  const parameters = rest === undefined ? null : readParameters(rest);
  const name = parameters?.get("name");
  if (parameters === null || name === undefined) {
    throw new MultipartProblem('each part needs one Content-Disposition: form-data with one name="…"');
  }
  return { name, fileName: extendedValue(parameters.get("filename*")) ?? parameters.get("filename") ?? null };
}

/** The text of `UTF-8''…` (RFC 8187, section 3.2), in which some senders repeat names that are not ASCII. */
function extendedValue(value: string | undefined): string | null {
  const [, encoded] = /^utf-8'[^']*'(.+)$/i.exec(value ?? "") ?? [];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
