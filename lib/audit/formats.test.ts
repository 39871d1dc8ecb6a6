import { describe, expect, it } from "vitest";
import type { ChainRow } from "@/lib/audit/chain";
import { checkpointKey, type ExportedRows } from "@/lib/audit/checkpoint";
import type { AuditContent } from "@/lib/audit/content";
import { csvHeader, csvRows } from "@/lib/audit/csv";
import { checkpointLine, eventLine, jsonLine } from "@/lib/audit/jsonl";

const FIELDS = [
  "environment",
  "action",
  "actorKind",
  "actorId",
  "actorLabel",
  "targetKind",
  "targetId",
  "before",
  "after",
  "reason",
  "address",
  "userAgent",
  "requestId",
] as const satisfies (keyof AuditContent)[];

/** A row with the same text in every field that could come from somebody. */
function rowOf(text: string): ChainRow {
  const content: AuditContent = {
    id: "0192b1c2-0000-7000-8000-000000000001",
    organizationId: "0192b1c2-0000-7000-8000-000000000002",
    occurredAt: "2026-01-01T00:00:00.001Z",
    environment: text,
    action: text,
    actorKind: text,
    actorId: text,
    actorLabel: text,
    targetKind: text,
    targetId: text,
    before: null,
    after: { text },
    reason: text,
    address: text,
    userAgent: text,
    requestId: text,
  };
  const hash = Buffer.alloc(32, 0xab);
  return { sequence: 1, content, applicationId: text, contentHash: hash, previousHash: hash, hash };
}

/** The cells of one CSV record, by RFC 4180 and nothing else. */
function cellsOf(record: string): string[] {
  const cells: string[] = [];
  let rest = record;
  for (;;) {
    const [whole = "", quoted, plain = ""] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest) ?? [];
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    rest = rest.slice(whole.length);
    if (rest === "\r\n") return cells;
    expect(rest[0]).toBe(",");
    rest = rest.slice(1);
  }
}

describe("CSV", () => {
  const columns = cellsOf(csvHeader());
  const cell = (cells: readonly string[], column: string) => cells[columns.indexOf(column)];

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    '=cmd|" /C calc"!A0',
    "=1\n,2",
  ])("runs no formula from %j in any field, and keeps the text", (text) => {
    const cells = cellsOf(csvRows([rowOf(text)]));
    expect(cells).toHaveLength(columns.length);
    for (const value of cells) expect(value).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    const asText = FIELDS.filter((field) => field !== "before" && field !== "after");
    for (const field of [...asText, "applicationId"]) expect(cell(cells, field)).toBe(`'${text}`);
    expect(cell(cells, "after")).toBe(JSON.stringify({ text }));
  });

  it.each(["a\rb", "a\nb", "a\r\nb", "a,b", 'a"b'])("keeps %j in one cell", (text) => {
    const record = csvRows([rowOf(text)]);
    expect(record).toContain(`"${text.replaceAll('"', '""')}"`);
    expect(cell(cellsOf(record), "reason")).toBe(text);
  });

  it("quotes commas, quotes and line ends, and gives times and hashes exactly", () => {
    const cells = cellsOf(csvRows([rowOf('a,"b"\r\nc')]));
    expect(cell(cells, "reason")).toBe('a,"b"\r\nc');
    expect(cell(cells, "occurredAt")).toBe("2026-01-01T00:00:00.001Z");
    expect(cell(cells, "hash")).toBe("ab".repeat(32));
    expect(cell(cells, "before")).toBe("");
  });

  it("lets no control character through that a terminal acts on", () => {
    expect(csvRows([rowOf("a\u001b[2J\u009b2Jb")])).toContain("a\ufffd[2J\ufffd2Jb");
  });
});

describe("JSON lines", () => {
  it("are one line each for every line reader, and parse to what they were made of", () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = String.fromCharCode(code);
      const line = jsonLine({ text });
      expect(JSON.parse(line)).toEqual({ text });
      if (/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text))
        expect(line.slice(0, -1)).toMatch(/^[\x20-\x7e]*$/);
    }
    expect(eventLine(rowOf("x\ny")).trimEnd()).not.toContain("\n");
  });

  it("end with a signature over what the export was narrowed to and which rows it has", () => {
    const key = checkpointKey(Buffer.alloc(32, 1));
    const head = {
      organizationId: "o",
      sequence: 1,
      hash: Buffer.alloc(32),
      signedAt: "2026-01-01T00:00:00.000Z",
    };
    const whole: ExportedRows = { count: 1, digest: Buffer.alloc(32), filters: undefined };
    const signatureOf = (exported: Partial<ExportedRows>) =>
      JSON.parse(checkpointLine({ ...head, exported: { ...whole, ...exported } }, key)).signature;
    const signatures = [
      {},
      { filters: {} },
      { filters: { action: "api_key" } },
      { filters: { action: "key_claim" } },
      { count: 2 },
      { digest: Buffer.alloc(32, 1) },
    ].map(signatureOf);
    expect(new Set([...signatures, key.sign(head).toString("hex")]).size).toBe(7);
    const [one, other] = [
      { action: "a", actorId: "b" },
      { actorId: "b", action: "a" },
    ];
    expect(signatureOf({ filters: one })).toBe(signatureOf({ filters: other }));
  });
});
