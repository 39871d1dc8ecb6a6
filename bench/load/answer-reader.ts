/** As much of HTTP/1.1 (RFC 9112) as reading answers one after the other on a connection takes. */

export type Answer = { status: number; body: Buffer };

const HEAD_END = Buffer.from("\r\n\r\n");
const LINE_END = Buffer.from("\r\n");

/** Gathers bytes until they are one whole answer. */
export class AnswerReader {
  #received: Buffer = Buffer.alloc(0);

  /**
   * Takes the next bytes; gives the answer once it is whole, and is then ready for the next one. Throws when the
   * bytes are no answer, or more than one: nobody asked for a second.
   */
  push(chunk: Buffer): Answer | null {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd === -1) return null;
    const head = this.#received.toString("latin1", 0, headEnd).toLowerCase();
    const status = Number(/^http\/1\.1 (\d{3})/.exec(head)?.[1]);
    if (Number.isNaN(status)) throw new Error("The answer is not HTTP/1.1.");
    const read = readBody(head, this.#received.subarray(headEnd + HEAD_END.length));
    if (read === null) return null;
    if (read.rest > 0) throw new Error("There are more bytes than the answer has.");
    this.#received = Buffer.alloc(0);
    return { status, body: read.body };
  }
}

type Read = { body: Buffer; rest: number } | null;

function readBody(head: string, bytes: Buffer): Read {
  if (/\r\ntransfer-encoding: *chunked/.test(head)) return readChunks(bytes);
  const announced = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (announced === undefined) throw new Error("The answer does not say how long its body is.");
  const length = Number(announced);
  return bytes.length < length ? null : { body: bytes.subarray(0, length), rest: bytes.length - length };
}

/** Chunks without extensions and without trailers, which is what Node.js writes. */
function readChunks(bytes: Buffer): Read {
  const parts: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = bytes.indexOf(LINE_END, position);
    if (lineEnd === -1) return null;
    const size = Number.parseInt(bytes.toString("latin1", position, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error("A chunk does not say how long it is.");
    const start = lineEnd + LINE_END.length;
    position = start + size + LINE_END.length;
    if (bytes.length < position) return null;
    if (size === 0) return { body: Buffer.concat(parts), rest: bytes.length - position };
    parts.push(bytes.subarray(start, start + size));
  }
}
