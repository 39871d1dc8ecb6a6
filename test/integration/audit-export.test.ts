import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import canonicalize from "canonicalize";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCli } from "@/cli/run";
import { type JsonObject, linkHash } from "@/lib/audit/content";
import { newUuid, toPublicId } from "@/lib/ids";
import { appendAuditRecord } from "@/lib/operations/audit";
import { exportedText } from "@/lib/operations/audit-history/export";
import { verifyAuditHistory } from "@/lib/operations/audit-history/verify";
import { uiApi } from "@/lib/routes";
import type { AuditFilter } from "@/lib/schemas/audit";
import { auditIdAt, eventOf, getText, makeHistory, openSession } from "@/test/integration/support/audit";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const ROWS = 8;
const run = promisify(execFile);

let platform: TestPlatform;
let folder: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  folder = await mkdtemp(path.join(tmpdir(), "nuvera-export-"));
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

async function exported(organizationId: string, filter: AuditFilter = {}): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of exportedText(platform.runtime, organizationId, "jsonl", filter))
    pieces.push(piece);
  return pieces.join("").trimEnd().split("\n");
}

type Verdict = { exitCode: number; said: string; json: JsonObject };

/** What the offline verifier says, run as anybody would run it: elsewhere, without our modules. */
async function verifyOffline(lines: readonly string[], ...options: string[]): Promise<Verdict> {
  const file = path.join(folder, `${newUuid()}.jsonl`);
  await writeFile(file, lines.map((line) => `${line}\n`).join(""));
  const tool = path.resolve("tools/verify-audit.mjs");
  const { code, stdout, stderr } = await run(process.execPath, [tool, file, ...options], {
    cwd: folder,
  }).then(
    (output) => ({ code: 0, ...output }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { exitCode: code, said: stderr, json: stdout === "" ? {} : JSON.parse(stdout) };
}

async function publicKeyFile(pem = platform.runtime.auditSigner.publicKeyPem): Promise<string> {
  const file = path.join(folder, `${newUuid()}.pem`);
  await writeFile(file, pem);
  return file;
}

const parsed = (line: string | undefined): JsonObject => JSON.parse(line ?? "");

/** The lines with the one at this index changed. */
function changed(lines: readonly string[], index: number, changes: JsonObject): string[] {
  return lines.map((line, at) => (at === index ? JSON.stringify({ ...parsed(line), ...changes }) : line));
}

/** The row with another reason and hashes of somebody's own making, which fit it. */
function invented(line: JsonObject): string {
  const { type, sequence, contentHash: _, previousHash, hash: __, ...content } = line;
  const told = { ...content, reason: "Invented" };
  const hashed = createHash("sha256")
    .update(canonicalize(told) ?? "")
    .digest();
  const hash = linkHash(Buffer.from(String(previousHash), "hex"), Number(sequence), hashed).toString("hex");
  return JSON.stringify({ type, sequence, ...told, contentHash: hashed.toString("hex"), previousHash, hash });
}

const headOf = (line: JsonObject) => ({
  organizationId: String(line.organizationId),
  sequence: Number(line.sequence),
  hash: Buffer.from(String(line.hash), "hex"),
  signedAt: String(line.signedAt),
});

describe("an export as JSON lines", () => {
  it("holds every row in chain order, with what its hashes are made of, and the signed head", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const lines = (await exported(organizationId)).map(parsed);
    expect(lines.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 8]);
    expect(lines[4]).toEqual({
      type: "event",
      sequence: 5,
      id: (await auditIdAt(platform, organizationId, 5)).slice("aud_".length),
      organizationId,
      occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      environment: "sandbox",
      action: "application.permissions_changed",
      actorKind: "user",
      actorId: "usr_5",
      actorLabel: "Ann 5",
      targetKind: "application",
      targetId: "app_2",
      before: { permissions: ["CUSTOMERS_READ"], limit: 5 },
      after: { permissions: [], nested: { ü: "✓", n: 0.1 } },
      reason: "Because.",
      address: "192.0.2.7",
      userAgent: "curl/8",
      requestId: "req_5",
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      previousHash: lines[3]?.hash,
      hash: lines[5]?.previousHash,
    });
    expect(lines[8]).toMatchObject({
      type: "checkpoint",
      organizationId,
      hash: lines[7]?.hash,
      filters: null,
    });
  });

  it("is found good by the offline verifier, which says whether it knew the key", async () => {
    const lines = await exported(await makeHistory(platform, ROWS));
    const { fingerprint } = platform.runtime.auditSigner;
    const result = { ok: true, checked: ROWS, firstBad: null, verified: "chain" };
    expect(await verifyOffline(lines)).toMatchObject({
      exitCode: 0,
      json: { ...result, key: { fingerprint, trusted: false } },
      said: expect.stringContaining("vouches for itself"),
    });
    expect(await verifyOffline(lines, "--public-key", await publicKeyFile())).toEqual({
      exitCode: 0,
      json: { ...result, key: { fingerprint, trusted: true } },
      said: "",
    });
  });

  it("that was tampered with is found bad, at the right row", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const lines = await exported(organizationId);
    const id = (sequence: number) => auditIdAt(platform, organizationId, sequence);
    const without = (...indexes: number[]) => lines.filter((_, index) => !indexes.includes(index));
    const swapped = lines.with(2, lines[5] ?? "").with(5, lines[2] ?? "");
    const other = await exported(await makeHistory(platform, ROWS));
    for (const [tampered, sequence, auditId, problem] of [
      [changed(lines, 4, { actorLabel: "Bob" }), 5, await id(5), "content_changed"],
      [changed(lines, 4, { occurredAt: "2026-01-01T00:00:00.000Z" }), 5, await id(5), "content_changed"],
      [changed(lines, 4, { after: null }), 5, await id(5), "content_changed"],
      [changed(lines, 4, { note: "added" }), 5, await id(5), "content_changed"],
      [changed(lines, 4, { contentHash: "0".repeat(64) }), 5, await id(5), "content_changed"],
      [changed(lines, 4, { hash: "0".repeat(64) }), 5, await id(5), "out_of_place"],
      [changed(lines, 4, { previousHash: "0".repeat(64) }), 5, await id(5), "out_of_place"],
      [changed(lines, 4, { sequence: 4 }), 4, await id(5), "inserted"],
      [without(4), 5, null, "missing"],
      [without(0), 1, null, "missing"],
      [without(7), 8, null, "cut_off"],
      [without(8), 9, null, "cut_off"],
      [without(6, 7, 8), 7, null, "cut_off"],
      [swapped, 3, null, "missing"],
      [[...without(8), lines[7] ?? "", lines[8] ?? ""], 8, await id(8), "inserted"],
      [[...lines, other[0] ?? ""], 1, toPublicId("auditEvent", String(parsed(other[0]).id)), "after_head"],
      [changed(lines, 8, { hash: "0".repeat(64) }), 8, null, "checkpoint_invalid"],
      [changed(lines, 8, { signedAt: "2026-01-01T00:00:00.000Z" }), 8, null, "checkpoint_invalid"],
      [changed(without(4), 7, { filters: {} }), 8, null, "checkpoint_invalid"],
      [lines.with(8, other[8] ?? ""), 8, await id(8), "head_differs"],
      [lines.with(4, "{"), 5, null, "line_unreadable"],
      [lines.with(4, "null"), 5, null, "line_unreadable"],
      [
        lines.with(4, (lines[4] ?? "").replace('"reason"', '"reason":"Shown by others","reason"')),
        5,
        await id(5),
        "line_unreadable",
      ],
      [lines.with(4, (lines[4] ?? "").replace(":", ": ")), 5, await id(5), "line_unreadable"],
      [
        lines.with(8, (lines[8] ?? "").replace('"rows"', '"note":"unsigned","rows"')),
        9,
        null,
        "line_unreadable",
      ],
      [changed(lines, 8, { rows: 7 }), 8, null, "checkpoint_invalid"],
      [changed(lines, 8, { rowsDigest: "0".repeat(64) }), 8, null, "checkpoint_invalid"],
    ] as const) {
      const { exitCode, json } = await verifyOffline(tampered);
      expect({ exitCode, ok: json.ok, firstBad: json.firstBad }).toEqual({
        exitCode: 1,
        ok: false,
        firstBad: { sequence, auditId, problem },
      });
    }
  });

  it("that somebody made anew and signed by themselves does not pass under the deployment's key", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const file = await publicKeyFile();
    const { checkpointKey } = await import("@/lib/audit/checkpoint");
    const forger = { ...platform.runtime, auditSigner: checkpointKey(Buffer.alloc(32, 9)) };
    const pieces: string[] = [];
    for await (const piece of exportedText(forger, organizationId, "jsonl", {})) pieces.push(piece);
    const lines = pieces.join("").trimEnd().split("\n");
    expect((await verifyOffline(lines)).json).toMatchObject({ ok: true, key: { trusted: false } });
    expect(await verifyOffline(lines, "--public-key", file)).toMatchObject({
      exitCode: 1,
      json: { firstBad: { sequence: ROWS, problem: "checkpoint_invalid" } },
    });
  });

  it("of a history that was tampered with is named as the database's own verification names it", async () => {
    const { owner } = platform.database;
    const at = (organizationId: string, sequence: number) =>
      owner`organization_id = ${organizationId} and sequence = ${sequence}`;
    for (const tamper of [
      (id: string) => owner`update audit_events set reason = 'Another' where ${at(id, 5)}`,
      (id: string) => owner`update audit_events set after = '{"n": 1e400}' where ${at(id, 5)}`,
      (id: string) =>
        owner`update audit_events set occurred_at = occurred_at + interval '1us' where ${at(id, 5)}`,
      (id: string) => owner`delete from audit_events where ${at(id, 3)}`,
      (id: string) => owner`delete from audit_events where organization_id = ${id} and sequence > 6`,
      (id: string) => owner`delete from audit_events where organization_id = ${id}`,
      (id: string) => owner`update audit_events set hash = sha256('x') where ${at(id, 8)}`,
      (id: string) => owner`update audit_heads set hash = sha256('x') where organization_id = ${id}`,
      async (id: string) => {
        await owner`delete from audit_events where ${at(id, 3)}`;
        await owner`update audit_events set sequence = 3 where ${at(id, 4)}`;
      },
    ]) {
      const organizationId = await makeHistory(platform, ROWS);
      await tamper(organizationId);
      const { ok, checked, firstBad } = await verifyAuditHistory(platform.runtime, organizationId);
      const { json } = await verifyOffline(await exported(organizationId));
      expect(json).toMatchObject({ ok, checked, firstBad });
      expect(ok).toBe(false);
    }
  });

  it("narrowed by filters is checked row by row, and not said to be complete", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const lines = await exported(organizationId, { targetId: "app_2" });
    expect(lines.map((line) => parsed(line).sequence)).toEqual([2, 5, 8, 8]);
    expect(await verifyOffline(lines)).toMatchObject({
      exitCode: 0,
      json: { ok: true, checked: 3, verified: "rows_only" },
      said: expect.stringContaining("what the filters left out cannot be told"),
    });
    const { json, exitCode } = await verifyOffline(changed(lines, 1, { reason: "Another" }));
    const auditId = await auditIdAt(platform, organizationId, 5);
    expect(exitCode).toBe(1);
    expect(json.firstBad).toEqual({ sequence: 5, auditId, problem: "content_changed" });
    const asWhole = changed(lines, 3, { filters: null });
    expect((await verifyOffline(asWhole)).json).toMatchObject({
      ok: false,
      firstBad: { problem: "missing" },
    });
    const foreign = await exported(await makeHistory(platform, ROWS), { targetId: "app_2" });
    expect((await verifyOffline(lines.with(1, foreign[1] ?? ""))).json).toMatchObject({
      ok: false,
      firstBad: { sequence: 5, problem: "inserted" },
    });
  });

  it("narrowed by filters holds exactly the rows that were signed: none invented, none left out", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const lines = await exported(organizationId, { targetId: "app_2" });
    const auditId = await auditIdAt(platform, organizationId, 8);
    const refused = async (tampered: string[], firstBad: JsonObject) =>
      expect((await verifyOffline(tampered)).json).toMatchObject({ ok: false, firstBad });
    const differs = { sequence: 8, auditId, problem: "rows_differ" };
    await refused(lines.toSpliced(1, 1), differs);
    await refused(lines.with(1, invented(parsed(lines[1]))), differs);
    await refused(lines.toSpliced(2, 1), { sequence: 5, problem: "rows_differ" });
    await refused(lines.slice(-1), { sequence: 0, auditId: null, problem: "rows_differ" });
    // The signature of a whole history's head ends no export.
    const signature = platform.runtime.auditSigner.sign(headOf(parsed(lines.at(-1)))).toString("hex");
    await refused(changed(lines, 3, { signature }), { sequence: 8, problem: "checkpoint_invalid" });
    const none = await exported(organizationId, { targetId: "app_9" });
    expect((await verifyOffline(none)).json).toMatchObject({ ok: true, checked: 0, verified: "rows_only" });
  });

  it("keeps one event to one line, whatever is in it, and loses nothing of it", async () => {
    const organizationId = await makeHistory(platform, 1);
    const label = 'x\n{"type":"event"}\r\u2028\u2029\u0085\u001b[2J\u009b2J\u202e"';
    const actor = { kind: "user", id: null, label };
    await platform.runtime.database.inScope({ organizationId, environment: null }, (tx) =>
      appendAuditRecord(tx, eventOf(organizationId, { actor })),
    );
    const lines = await exported(organizationId);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^[\x20-\x7e\u00a0-\u2027\u2030-\u2065\u206a-\uffff]*$/);
    expect(parsed(lines[1]).actorLabel).toBe(label);
    expect((await verifyOffline(lines)).json).toMatchObject({ ok: true, checked: 2 });
  });

  it("made while others write ends where it says, and is whole", async () => {
    const organizationId = await makeHistory(platform, 1500);
    const writing = Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        platform.runtime.database.inScope({ organizationId, environment: null }, (tx) =>
          appendAuditRecord(tx, eventOf(organizationId, { number })),
        ),
      ),
    );
    const lines = await exported(organizationId);
    await writing;
    expect((await verifyOffline(lines)).json).toMatchObject({ ok: true, checked: lines.length - 1 });
  });
});

describe("the download", () => {
  const auditExport = (organizationId: string, area: "partner" | "hub" = "partner") =>
    uiApi.auditExport({ area, organizationId: toPublicId("organization", organizationId) });
  const owner = (organizationId: string) =>
    openSession(platform, { kind: "PARTNER", organizationId, role: "OWNER" });
  const exports = async (organizationId: string) => [
    ...(await platform.database.owner`select actor_kind, after from audit_events
      where organization_id = ${organizationId} and action = 'audit.exported' order by sequence`),
  ];

  it("comes as a file that no cache keeps, and stands in the history with its filters, itself included", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const cookie = await owner(organizationId);
    const whole = await getText(cookie, `${auditExport(organizationId)}?format=jsonl`);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": expect.stringMatching(/^attachment; filename="audit-org_[\w-]+\.jsonl"$/),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    const lines = whole.text.trimEnd().split("\n");
    expect(parsed(lines.at(-2))).toMatchObject({
      action: "audit.exported",
      after: { format: "jsonl", filters: {} },
    });
    expect((await verifyOffline(lines)).json).toMatchObject({
      ok: true,
      checked: ROWS + 1,
      verified: "chain",
    });
    const csv = await getText(
      cookie,
      `${auditExport(organizationId)}?format=csv&action=application&targetId=app_2`,
    );
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.text.trimEnd().split("\r\n")).toHaveLength(4);
    expect(await exports(organizationId)).toEqual([
      { actor_kind: "user", after: { format: "jsonl", filters: {} } },
      { actor_kind: "user", after: { format: "csv", filters: { action: "application", targetId: "app_2" } } },
    ]);
  });

  it("is there for staff, in the partner's history as theirs", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const cookie = await openSession(platform, { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
    expect((await getText(cookie, `${auditExport(organizationId, "hub")}?format=csv`)).status).toBe(200);
    expect(await exports(organizationId)).toEqual([
      { actor_kind: "operator", after: { format: "csv", filters: {} } },
    ]);
  });

  it("does not begin for a wrong question or from another site, and leaves no row then", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const cookie = await owner(organizationId);
    const csv = `${auditExport(organizationId)}?format=csv`;
    expect((await getText(cookie, `${auditExport(organizationId)}?format=xml`)).status).toBe(422);
    expect((await getText(cookie, auditExport(organizationId))).status).toBe(422);
    expect((await getText(cookie, `${csv}&action=%25`)).status).toBe(422);
    expect((await getText(cookie, csv, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect(await exports(organizationId)).toEqual([]);
  });
});

describe("the command line", () => {
  beforeAll(() => {
    vi.stubEnv("DATABASE_URL", platform.database.ownerUrl);
    vi.stubEnv("NUVERA_API_KEY_PEPPER", platform.runtime.settings.apiKeyPepper);
    vi.stubEnv("NEXTAUTH_SECRET", platform.runtime.settings.sessionSecret);
    vi.stubEnv("NUVERA_DATA_DIR", path.join(folder, "data"));
  });
  afterAll(() => vi.unstubAllEnvs());

  async function cli(...words: string[]) {
    let [out, err] = ["", ""];
    const exitCode = await runCli(words, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    });
    return { exitCode, out, err };
  }

  it("verifies a history: exit 0 or 1, with the first bad row", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const words = ["audit", "verify", "--org", toPublicId("organization", organizationId), "--json"];
    const good = await cli(...words);
    expect(good).toMatchObject({ exitCode: 0, err: "" });
    const kept = expect.stringMatching(/\/data\/audit-checkpoints-[0-9a-f]{12}\.jsonl$/);
    expect(JSON.parse(good.out)).toMatchObject({
      ok: true,
      checked: ROWS,
      firstBad: null,
      checkpointFile: { path: kept, found: false },
    });
    await platform.database.owner`update audit_events set reason = 'Another'
      where organization_id = ${organizationId} and sequence = 5`;
    const auditId = await auditIdAt(platform, organizationId, 5);
    const bad = await cli(...words);
    expect(bad.exitCode).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({
      ok: false,
      checked: 4,
      firstBad: { sequence: 5, auditId, problem: "content_changed" },
    });
    expect((await cli(...words.slice(0, -1))).out).toContain(auditId);
    expect(JSON.parse((await cli("audit", "verify", "--org", "operator-staff", "--json")).out).ok).toBe(true);
    expect((await cli("audit", "verify", "--org", "nobody")).exitCode).toBe(1);
  });

  it("gives the key that makes an export's verification mean something", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const { out } = await cli(
      "audit",
      "verify",
      "--org",
      toPublicId("organization", organizationId),
      "--json",
    );
    const file = await publicKeyFile(JSON.parse(out).key.publicKeyPem);
    const { json } = await verifyOffline(await exported(organizationId), "--public-key", file);
    expect(json).toMatchObject({ ok: true, key: { trusted: true } });
  });

  it("lists by action, application and number, a line each whatever is in it", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const actor = { kind: "user", id: null, label: "x\n9 2026-01-01 organization.created\u001b[2J\u202e" };
    await platform.runtime.database.inScope({ organizationId, environment: null }, (tx) =>
      appendAuditRecord(tx, eventOf(organizationId, { actor, number: 2 })),
    );
    const words = ["audit", "list", "--org", toPublicId("organization", organizationId)];
    const listed = async (...more: string[]) =>
      JSON.parse((await cli(...words, ...more, "--json")).out).items.map(
        ({ sequence }: { sequence: number }) => sequence,
      );
    expect(await listed()).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await listed("--limit", "2")).toEqual([9, 8]);
    expect(await listed("--action", "organization")).toEqual([1]);
    expect(await listed("--app", "app_2")).toEqual([9, 8, 5, 2]);
    const { out } = await cli(...words);
    expect(out.trimEnd().split("\n")).toHaveLength(9);
    expect(out).toContain("x?9 2026-01-01 organization.created?[2J?");
    expect((await cli(...words, "--action", "%")).exitCode).toBe(1);
  });

  it("exports to standard output or a new file, and leaves no row", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const words = ["audit", "export", "--org", toPublicId("organization", organizationId)];
    const direct = await cli(...words, "--format", "jsonl");
    expect(direct).toMatchObject({ exitCode: 0, err: "" });
    expect((await verifyOffline(direct.out.trimEnd().split("\n"))).json).toMatchObject({
      ok: true,
      checked: ROWS,
    });
    const file = path.join(folder, "history.csv");
    expect(await cli(...words, "--format", "csv", "--out", file)).toMatchObject({ exitCode: 0 });
    const text = await readFile(file, "utf8");
    expect(text.trimEnd().split("\r\n")).toHaveLength(ROWS + 1);
    expect((await cli(...words, "--out", file)).exitCode).toBe(1);
    expect(await readFile(file, "utf8")).toBe(text);
    expect((await cli(...words, "--format", "xml")).exitCode).toBe(2);
    const [row] = await platform.database.owner`select count(*)::int as rows from audit_events
      where organization_id = ${organizationId}`;
    expect(row?.rows).toBe(ROWS);
  });
});
