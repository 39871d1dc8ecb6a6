import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { diagnoseBody } from "@/lib/diagnosis/body";
import type { Evidence } from "@/lib/diagnosis/diagnosis";

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

/** What is found when `sent` arrived and `hashed` was hashed. */
function cause(sent: string | Uint8Array, hashed: string | Uint8Array, contentType = "application/json") {
  const bytes = typeof sent === "string" ? new Uint8Array(Buffer.from(sent)) : sent;
  const evidence = {
    header: (name: string) => (name === "content-type" ? contentType : null),
    target: "/api/v1/customers",
    body: { bytes, sha256: sha256(bytes), fileSha256: null },
  };
  // Nothing else of the evidence is looked at.
  return diagnoseBody(sha256(hashed), evidence as unknown as Evidence)?.cause;
}

const COMPACT = '{"b":1.0,"a":{"x":[1,2,{"y":"é/<"}],"empty":[],"none":{}}}';
/** As the named serializers write it; taken from their output. */
const SERIALIZED = {
  "JSON.stringify(…, null, 2)":
    '{\n  "b": 1.0,\n  "a": {\n    "x": [\n      1,\n      2,\n      {\n        "y": "é/<"\n      }\n    ],\n    "empty": [],\n    "none": {}\n  }\n}',
  "json.dumps(ensure_ascii=False)": '{"b": 1.0, "a": {"x": [1, 2, {"y": "é/<"}], "empty": [], "none": {}}}',
};

describe("a body that is not the hashed one", () => {
  it.each(Object.entries(SERIALIZED))("is recognised as %s", (_, text) => {
    expect(cause(COMPACT, text)).toBe("body_reserialized");
    expect(cause(text, COMPACT)).toBe("body_reserialized");
  });

  it("is recognised with the escapes of Python, PHP and Go", () => {
    const python = '{"b": 1.0, "a": {"x": [1, 2, {"y": "\\u00e9/<"}], "empty": [], "none": {}}}';
    const php = COMPACT.replace("é", "\\u00e9").replace("/", "\\/");
    const go = COMPACT.replace("<", "\\u003c");
    for (const text of [python, php, go]) expect(cause(COMPACT, text)).toBe("letters_escaped");
  });

  it("is recognised with sorted members", () => {
    expect(cause(COMPACT, '{"a":{"empty":[],"none":{},"x":[1,2,{"y":"é/<"}]},"b":1.0}')).toBe(
      "members_sorted",
    );
  });

  it("is recognised with numbers as JavaScript writes them", () => {
    expect(cause(COMPACT, JSON.stringify(JSON.parse(COMPACT)))).toBe("body_reserialized");
  });

  it("is recognised by its line breaks, ends and encoding", () => {
    expect(cause("a\nb", "a\r\nb")).toBe("line_breaks");
    expect(cause("a\r\nb", "a\nb")).toBe("line_breaks");
    expect(cause("a\nb", "ab")).toBe("line_breaks");
    expect(cause("{}x\n", "{}x")).toBe("trailing_newline");
    expect(cause("{}x", "{}x\r\n")).toBe("trailing_newline");
    expect(cause("  {}x ", "{}x")).toBe("white_space_trimmed");
    expect(cause('"é"', Buffer.from('"é"', "latin1"))).toBe("other_charset");
    expect(cause('"é"', Buffer.from('"é"', "utf16le"))).toBe("other_charset");
    expect(cause('{"a":1}', Buffer.from('{"a":1}').toString("hex"))).toBe("encoded_body_hashed");
  });

  it("is recognised as the other one of form and JSON", () => {
    expect(cause("a=1&b=x+y", '{"a":"1","b":"x y"}')).toBe("form_instead_of_json");
    expect(cause('{"a":"1","b":"x y"}', "a=1&b=x+y")).toBe("form_instead_of_json");
  });

  it("is recognised as the form around the file that was hashed", () => {
    const file = "%PDF-1.7\r\nnot much";
    const form = `--b1\r\nContent-Disposition: form-data; name="file"\r\n\r\n${file}\r\n--b1--\r\n`;
    expect(cause(form, file, "multipart/form-data; boundary=b1")).toBe("part_hashed");
    expect(cause(form, form.replaceAll("b1", "b2"), "multipart/form-data; boundary=b1")).toBe(
      "multipart_rebuilt",
    );
  });

  it("is told to be another one where nothing fits", () => {
    expect(cause('{"a":1}', '{"a":2}')).toBe("other_body");
    expect(cause("", '{"a":2}')).toBe("body_not_sent");
    expect(cause("", "{}")).toBe("placeholder_hashed");
  });
});
