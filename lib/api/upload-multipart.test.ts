import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundaryOf, MultipartProblem, MultipartReader, type PartHead } from "@/lib/api/upload-multipart";

const BOUNDARY = "abc";

type ReadPart = PartHead & { content: string };

/** The parts of a form that arrives in these pieces. */
function read(pieces: readonly Uint8Array[], boundary = BOUNDARY): ReadPart[] {
  const reader = new MultipartReader(boundary);
  const parts: ReadPart[] = [];
  for (const piece of pieces) {
    for (const event of reader.push(piece)) {
      if (event.kind === "part") parts.push({ ...event.head, content: "" });
      else {
        const part = parts.at(-1);
        if (part === undefined) throw new Error("data before a part");
        part.content += event.bytes.toString("latin1");
      }
    }
    // Whoever pushed a piece may use its memory again.
    piece.fill(0xff);
  }
  reader.finish();
  return parts;
}

const readText = (text: string, boundary = BOUNDARY) => read([Buffer.from(text, "latin1")], boundary);

const part = (disposition: string, content: string, ...headers: string[]) =>
  [`--${BOUNDARY}`, `Content-Disposition: ${disposition}`, ...headers, "", content, ""].join("\r\n");

const END = `--${BOUNDARY}--\r\n`;

/** Cuts bytes at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...sorted, bytes.length].map((end, index) =>
    Buffer.from(bytes.subarray(index === 0 ? 0 : sorted[index - 1], end)),
  );
}

describe("a form", () => {
  it("is its parts in order, with their names and contents", () => {
    const text = `${part('form-data; name="type"', "OTHER")}${part('form-data; name="file"; filename="a.pdf"', "%PDF-\r\n-\r\n--ab")}${END}`;
    expect(readText(text)).toEqual([
      { name: "type", fileName: null, content: "OTHER" },
      { name: "file", fileName: "a.pdf", content: "%PDF-\r\n-\r\n--ab" },
    ]);
  });

  it("may lack the last line end, and have empty parts", () => {
    expect(readText(`${part("form-data; name=a", "")}--abc--`)).toEqual([
      { name: "a", fileName: null, content: "" },
    ]);
  });

  it("reads alike however its bytes are cut, with contents that look like boundaries", () => {
    const tricky = fc.array(
      fc.constantFrom("\r", "\n", "\r\n", "-", "--", "--ab", "\r\n--ab", "\r\n--", "abc", "x", "\0"),
      { maxLength: 30 },
    );
    const contents = fc.array(
      tricky.map((texts) => texts.join("")).filter((text) => !`\r\n${text}\r\n`.includes("\r\n--abc")),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(contents, fc.array(fc.nat(400), { maxLength: 40 }), (texts, places) => {
        const whole = Buffer.from(
          texts.map((text, index) => part(`form-data; name="p${index}"`, text)).join("") + END,
          "latin1",
        );
        const expected = texts.map((content, index) => ({ name: `p${index}`, fileName: null, content }));
        expect(read(cut(whole, places))).toEqual(expected);
        expect(read([...whole].map((byte) => Buffer.from([byte])))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses or reads arbitrary bytes, and never fails otherwise", () => {
    const pieces = fc.constantFrom(
      "--abc",
      "\r\n",
      "--",
      "Content-Disposition: form-data; name=a",
      ":",
      "x",
      '"',
      ";",
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 40 }),
        fc.array(fc.nat(300), { maxLength: 9 }),
        (texts, places) => {
          const bytes = Buffer.from(texts.join(""), "latin1");
          const outcome = (parts: () => ReadPart[]) => {
            try {
              return parts();
            } catch (error) {
              expect(error).toBeInstanceOf(MultipartProblem);
              return "refused";
            }
          };
          expect(outcome(() => read(cut(bytes, places)))).toEqual(outcome(() => read([Buffer.from(bytes)])));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a preamble", `hello\r\n${part("form-data; name=a", "x")}${END}`],
    ["an empty line before it", `\r\n${part("form-data; name=a", "x")}${END}`],
    ["an epilogue", `${part("form-data; name=a", "x")}${END}bye`],
    ["two line ends after it", `${part("form-data; name=a", "x")}${END}\r\n`],
    [
      "a second form after it",
      `${part("form-data; name=a", "x")}${END}${part("form-data; name=b", "x")}${END}`,
    ],
    ["no closing boundary", part("form-data; name=a", "x")],
    ["an end inside a part's headers", `--abc\r\nContent-Disposition: form-data`],
    ["nothing at all", ""],
    ["another boundary", part("form-data; name=a", "x").replaceAll("--abc", "--abd")],
    [
      "a longer boundary that begins alike",
      `--abcd\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--abcd--\r\n`,
    ],
    ["spaces after a boundary", `--abc \r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n${END}`],
    ["line ends without CR", `--abc\nContent-Disposition: form-data; name=a\n\nx\n--abc--\n`],
    ["a part without headers", `--abc\r\n\r\nx\r\n${END}`],
    ["a part without a disposition", `--abc\r\nContent-Type: text/plain\r\n\r\nx\r\n${END}`],
    ["a part without a name", `${part("form-data", "x")}${END}`],
    ["an attachment", `${part("attachment; name=a", "x")}${END}`],
    ["two names", `${part('form-data; name="type"; name="file"', "x")}${END}`],
    ["two dispositions", `${part("form-data; name=a", "x", "Content-Disposition: form-data; name=b")}${END}`],
    [
      "two content types",
      `${part("form-data; name=a", "x", "Content-Type: a/b", "content-type: c/d")}${END}`,
    ],
    ["a folded header", `${part("form-data;\r\n name=a", "x")}${END}`],
    ["a header without a name", `${part("form-data; name=a", "x", ": x")}${END}`],
    ["a header with a bare line feed", `${part("form-data; name=a", "x", "X-A: 1\nX-B: 2")}${END}`],
    ["junk after the parameters", `${part('form-data; name="a" junk', "x")}${END}`],
    ["base64", `${part("form-data; name=a", "eA==", "Content-Transfer-Encoding: base64")}${END}`],
    ["headers without end", `--abc\r\n${"x".repeat(9000)}`],
  ])("is refused with %s", (_, text) => {
    expect(() => readText(text)).toThrow(MultipartProblem);
  });

  it("holds a nested form as content, unread", () => {
    const inner = '--inner\r\nContent-Disposition: form-data; name="type"\r\n\r\nPASSPORT\r\n--inner--';
    const text = `${part("form-data; name=file", inner, "Content-Type: multipart/mixed; boundary=inner")}${END}`;
    expect(readText(text)).toEqual([{ name: "file", fileName: null, content: inner }]);
  });
});

describe("a file name", () => {
  it.each([
    ['filename="a.pdf"', "a.pdf"],
    ["filename=a.pdf", "a.pdf"],
    ['filename="a \\"b\\" \\\\ c.pdf"', 'a "b" \\ c.pdf'],
    ['filename="C:\\docs\\a.pdf"', "C:\\docs\\a.pdf"],
    ["filename=\"x\"; filename*=UTF-8''na%C3%AFve.pdf", "naïve.pdf"],
    ["filename=\"x\"; filename*=UTF-8''%ff", "x"],
    ["filename=\"x\"; filename*=latin1''%e4", "x"],
    ['filename=""', ""],
  ])("is read from %s", (parameters, fileName) => {
    const [only] = readText(`${part(`form-data; name=file; ${parameters}`, "")}${END}`);
    expect(only?.fileName).toBe(fileName);
  });

  it("may be any UTF-8", () => {
    const head = Buffer.from(
      `--abc\r\nContent-Disposition: form-data; name="file"; filename="契約書.pdf"\r\n\r\n\r\n${END}`,
    );
    expect(read([head])[0]?.fileName).toBe("契約書.pdf");
  });
});

describe("a content type", () => {
  it.each([
    ["multipart/form-data; boundary=abc", "abc"],
    ['Multipart/Form-Data;charset=utf-8; BOUNDARY="a b:c"', "a b:c"],
    [
      "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW",
      "----WebKitFormBoundary7MA4YWxkTrZu0gW",
    ],
  ])("names the boundary: %s", (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary);
  });

  it.each([
    [null],
    ["application/json"],
    ["multipart/mixed; boundary=a"],
    ["multipart/form-dataX; boundary=a"],
    [""],
  ])("is another one: %s", (contentType) => {
    expect(boundaryOf(contentType)).toBeNull();
  });

  it.each([
    ["multipart/form-data"],
    ["multipart/form-data; boundary="],
    ['multipart/form-data; boundary=""'],
    ["multipart/form-data; boundary=a; boundary=b"],
    ['multipart/form-data; boundary="a "'],
    [`multipart/form-data; boundary=${"a".repeat(71)}`],
    ['multipart/form-data; boundary="a\r\nb"'],
    ['multipart/form-data; boundary="a'],
    ["multipart/form-data; boundary=ä"],
  ])("has no usable boundary: %s", (contentType) => {
    expect(() => boundaryOf(contentType)).toThrow(MultipartProblem);
  });
});
