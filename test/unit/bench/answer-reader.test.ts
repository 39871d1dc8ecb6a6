import { describe, expect, it } from "vitest";
import { AnswerReader } from "@/bench/load/answer-reader";

const LENGTH = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello";
const CHUNKED =
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\na\r\n, reader!!\r\n0\r\n\r\n";

function readInPieces(text: string, size: number) {
  const reader = new AnswerReader();
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) {
    const answer = reader.push(bytes.subarray(start, start + size));
    if (answer !== null)
      return { ...answer, body: answer.body.toString(), readAll: start + size >= bytes.length };
  }
  return null;
}

describe("reading answers", () => {
  it.each([1, 2, 7, 1000])("with a length, in pieces of %i bytes", (size) => {
    expect(readInPieces(LENGTH, size)).toEqual({ status: 201, body: "hello", readAll: true });
  });

  it.each([1, 2, 7, 1000])("in chunks, in pieces of %i bytes", (size) => {
    expect(readInPieces(CHUNKED, size)).toEqual({ status: 200, body: "hello, reader!!", readAll: true });
  });

  it("several one after the other", () => {
    const reader = new AnswerReader();
    expect(reader.push(Buffer.from(LENGTH))?.status).toBe(201);
    expect(reader.push(Buffer.from(CHUNKED))?.status).toBe(200);
  });

  it.each([
    ["bytes nobody asked for", `${LENGTH}x`],
    ["no length", "HTTP/1.1 200 OK\r\n\r\n"],
    ["no HTTP", "SSH-2.0\r\n\r\n"],
  ])("refuses %s", (_, text) => {
    expect(() => new AnswerReader().push(Buffer.from(text))).toThrow();
  });
});
