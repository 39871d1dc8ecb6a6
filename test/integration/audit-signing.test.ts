/** Signed heads in the table and in the file besides the database, while either of them fails or is tampered with. */
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { checkpointKey } from "@/lib/audit/checkpoint";
import { findDeployment, openDeployment } from "@/lib/boot/deployment";
import type { ProcessEnvironment } from "@/lib/env";
import { newUuid, toPublicId } from "@/lib/ids";
import { appendAuditRecord } from "@/lib/operations/audit";
import { CheckpointFile } from "@/lib/operations/audit-history/checkpoint-file";
import { signMovedHeads } from "@/lib/operations/audit-history/checkpoints";
import { verifyAuditHistory } from "@/lib/operations/audit-history/verify";
import type { Runtime } from "@/lib/runtime";
import { eventOf, makeHistory } from "@/test/integration/support/audit";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const ROWS = 10;
const REFUSED = "its head is not signed";

let platform: TestPlatform;
let owner: postgres.Sql;
let folder: string;
let file: string;
let logged: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  owner = platform.database.owner;
  folder = await mkdtemp(path.join(tmpdir(), "nuvera-signing-"));
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  file = path.join(folder, `${newUuid()}.jsonl`);
  logged = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    logged += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const withFile = (changes: Partial<Runtime> = {}): Runtime => ({
  ...platform.runtime,
  settings: { ...platform.runtime.settings, auditCheckpointFile: file },
  ...changes,
});

async function append(organizationId: string, rows: number): Promise<void> {
  await platform.runtime.database.inScope({ organizationId, environment: null }, async (tx) => {
    for (let number = 1; number <= rows; number += 1)
      await appendAuditRecord(tx, eventOf(organizationId, { number: 100 + number }));
  });
}

/** What the tables' owner does so that the rows up to here look like all there ever were. */
async function cutAfter(organizationId: string, sequence: number): Promise<void> {
  await owner`delete from audit_events where organization_id = ${organizationId} and sequence > ${sequence}`;
  await owner`update audit_heads set sequence = ${sequence}, hash = (
    select hash from audit_events where organization_id = ${organizationId} and sequence = ${sequence}
  ) where organization_id = ${organizationId}`;
}

const forgetTable = (organizationId: string) =>
  owner`delete from audit_checkpoints where organization_id = ${organizationId}`;

async function signedInTable(organizationId: string): Promise<number[]> {
  const rows = await owner`select sequence from audit_checkpoints
    where organization_id = ${organizationId} order by sequence`;
  return rows.map(({ sequence }) => Number(sequence));
}

async function signedInFile(organizationId: string): Promise<number[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.endsWith("}"));
  return lines
    .map((line) => JSON.parse(line))
    .filter((line) => line.organizationId === organizationId)
    .map(({ sequence }) => sequence);
}

describe("rows that were cut off with their head and the table's checkpoints", () => {
  it("stay found by the file, however many rows come after, and are not covered up by a signature", async () => {
    const runtime = withFile();
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads(runtime);
    await cutAfter(organizationId, 4);
    await forgetTable(organizationId);
    expect(await verifyAuditHistory(runtime, organizationId)).toMatchObject({
      firstBad: { sequence: 5, problem: "cut_off" },
    });
    for (const rows of [7, 2000]) {
      await append(organizationId, rows);
      await signMovedHeads(runtime);
      expect(await verifyAuditHistory(runtime, organizationId)).toMatchObject({
        ok: false,
        firstBad: { sequence: ROWS, problem: "differs_from_checkpoint" },
      });
    }
    expect(await signedInTable(organizationId)).toEqual([]);
    expect(await signedInFile(organizationId)).toEqual([ROWS]);
    expect(logged).toContain(REFUSED);
    expect(logged).toContain(toPublicId("organization", organizationId));
  });

  it("stay found when a dishonest line came into the same file before", async () => {
    const runtime = withFile();
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads(runtime);
    await cutAfter(organizationId, 4);
    await forgetTable(organizationId);
    await append(organizationId, 7);
    const honest = await readFile(file, "utf8");
    await rm(file);
    await signMovedHeads(runtime);
    await writeFile(file, honest + (await readFile(file, "utf8")));
    expect(await signedInFile(organizationId)).toEqual([ROWS, 11]);
    expect(await verifyAuditHistory(runtime, organizationId)).toMatchObject({
      firstBad: { sequence: ROWS, problem: "differs_from_checkpoint" },
    });
  });

  it("are found by lines that an earlier key signed, too", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads(withFile());
    await cutAfter(organizationId, 4);
    await forgetTable(organizationId);
    const renewed = withFile({ auditSigner: checkpointKey(Buffer.alloc(32, 8)) });
    await signMovedHeads(renewed);
    expect(await signedInTable(organizationId)).toEqual([]);
    expect(await verifyAuditHistory(renewed, organizationId)).toMatchObject({
      firstBad: { sequence: 5, problem: "cut_off" },
    });
  });

  it("are not signed where the table alone still knows of them, and other histories are", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads(platform.runtime);
    await cutAfter(organizationId, 4);
    await append(organizationId, 7);
    const other = await makeHistory(platform, 1);
    await signMovedHeads(platform.runtime);
    expect(await signedInTable(organizationId)).toEqual([ROWS]);
    expect(await signedInTable(other)).toEqual([1]);
    expect(logged).toContain(REFUSED);
  });
});

describe("the file", () => {
  it("that fails is logged once and keeps no head from the table, and gets the missing lines later", async () => {
    await mkdir(file);
    const runtime = withFile();
    const known = new CheckpointFile(file);
    const organizations = [await makeHistory(platform, 1), await makeHistory(platform, 2)];
    await signMovedHeads(runtime, known);
    const later = await makeHistory(platform, 3);
    await signMovedHeads(runtime, known);
    expect(await Promise.all([...organizations, later].map(signedInTable))).toEqual([[1], [2], [3]]);
    expect(logged.match(/kept in the database alone/g)).toHaveLength(1);
    await rename(file, `${file}.folder`);
    await signMovedHeads(runtime, known);
    expect(await Promise.all([...organizations, later].map(signedInFile))).toEqual([[1], [2], [3]]);
    await forgetTable(later);
    expect(await verifyAuditHistory(runtime, later)).toMatchObject({
      ok: true,
      checkpoints: { confirmed: 1 },
    });
  });

  it("lacks nothing after a crash between line and table, or the other way round", async () => {
    const runtime = withFile();
    const organizationId = await makeHistory(platform, 3);
    await signMovedHeads(runtime);
    await forgetTable(organizationId);
    await signMovedHeads(runtime);
    expect(await signedInTable(organizationId)).toEqual([3]);
    expect(await signedInFile(organizationId)).toEqual([3]);
    await rm(file);
    await signMovedHeads(runtime);
    expect(await signedInFile(organizationId)).toEqual([3]);
  });

  it("is given no line that only claims our key, from a table that somebody wrote into", async () => {
    const { fingerprint } = platform.runtime.auditSigner;
    const organizationId = await makeHistory(platform, 3);
    await owner`insert into audit_checkpoints
      values (${organizationId}, 999, sha256('x'), now(), ${fingerprint}, 'x', sha256('x'))`;
    const runtime = withFile();
    await signMovedHeads(runtime);
    expect(await signedInFile(organizationId)).toEqual([3]);
    expect(await signedInTable(organizationId)).toEqual([3, 999]);
  });

  it("keeps its lines apart from what a full disk left, in one process and the next", async () => {
    const runtime = withFile();
    const known = new CheckpointFile(file);
    const organizations: string[] = [];
    for (const _ of ["first", "second"]) {
      organizations.push(await makeHistory(platform, 1));
      await appendFile(file, '{"organizationId":"');
      await signMovedHeads(runtime, known);
    }
    for (const organizationId of organizations) expect(await signedInFile(organizationId)).toEqual([1]);
  });
});

describe("a deployment with a database elsewhere", () => {
  const external = (changes: Partial<ProcessEnvironment> = {}): ProcessEnvironment => ({
    PORT: 3000,
    HOST: "127.0.0.1",
    NUVERA_DATA_DIR: path.join(folder, "external", "data"),
    DATABASE_URL: "postgres://someone:password@db.example/nuvera",
    NUVERA_DATABASE_CONNECTIONS: 2,
    NUVERA_FAILED_AUTHENTICATIONS_PER_MINUTE: 60,
    NUVERA_RATE_MAX_AGE_HOURS: 24,
    NUVERA_API_KEY_PEPPER: "test-pepper-of-at-least-thirty-two-characters",
    NEXTAUTH_SECRET: "test-session-secret-of-thirty-two-characters",
    NUVERA_TOKEN_ISSUER: "nuvera-api",
    NUVERA_TOKEN_AUDIENCE: "nuvera-rest-api",
    ...changes,
  });

  it("keeps a file for each database in its data folder, which the command line finds as well", async () => {
    const { settings } = await openDeployment(external());
    const kept = settings.auditCheckpointFile ?? "";
    expect(path.dirname(kept)).toBe(external().NUVERA_DATA_DIR);
    expect(path.basename(kept)).toMatch(/^audit-checkpoints-[0-9a-f]{12}\.jsonl$/);
    expect((await findDeployment(external())).settings.auditCheckpointFile).toBe(kept);
    const sameElsewise = { DATABASE_URL: "postgresql://owner:new@db.example:5432/nuvera?sslmode=require" };
    expect((await findDeployment(external(sameElsewise))).settings.auditCheckpointFile).toBe(kept);
    const another = { DATABASE_URL: "postgres://someone:password@db.example/another" };
    expect((await findDeployment(external(another))).settings.auditCheckpointFile).not.toBe(kept);
    file = kept;
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads(withFile());
    await cutAfter(organizationId, 4);
    await forgetTable(organizationId);
    expect(await verifyAuditHistory(withFile(), organizationId)).toMatchObject({
      firstBad: { sequence: 5, problem: "cut_off" },
    });
    expect(logged).not.toMatch(/NUVERA_DATA_DIR|database alone/);
  });

  it("starts without a folder that can be written to, and says so in one line", async () => {
    await writeFile(file, "");
    const { settings } = await openDeployment(external({ NUVERA_DATA_DIR: path.join(file, "data") }));
    expect(settings.auditCheckpointFile).toBeUndefined();
    expect(logged.trimEnd().split("\n")).toHaveLength(1);
    expect(logged).toContain("NUVERA_DATA_DIR is not writable");
    expect(logged).not.toContain("password");
  });
});
