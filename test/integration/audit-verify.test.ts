import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkpointKey } from "@/lib/audit/checkpoint";
import { contentHash, linkHash } from "@/lib/audit/content";
import type { FirstBad } from "@/lib/audit/problems";
import { newUuid, OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import { appendAuditRecord } from "@/lib/operations/audit";
import { signMovedHeads } from "@/lib/operations/audit-history/checkpoints";
import { verifyAuditHistory } from "@/lib/operations/audit-history/verify";
import type { Runtime } from "@/lib/runtime";
import { auditIdAt, eventOf, forgeLinksFrom, makeHistory } from "@/test/integration/support/audit";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const ROWS = 8;
const WRITERS = 50;

let platform: TestPlatform;
let owner: postgres.Sql;
let folder: string;
let file: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  owner = platform.database.owner;
  folder = await mkdtemp(path.join(tmpdir(), "nuvera-audit-"));
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  file = path.join(folder, `${newUuid()}.jsonl`);
});

const verify = (organizationId: string, runtime: Runtime = platform.runtime) =>
  verifyAuditHistory(runtime, organizationId);

/** The platform of the embedded default, which keeps checkpoints in a file as well. */
const withFile = (changes: Partial<Runtime> = {}): Runtime => ({
  ...platform.runtime,
  settings: { ...platform.runtime.settings, auditCheckpointFile: file },
  ...changes,
});

async function expectFirstBad(organizationId: string, firstBad: FirstBad, runtime?: Runtime): Promise<void> {
  expect(await verify(organizationId, runtime)).toMatchObject({ ok: false, firstBad });
}

const row = (sequence: number, organizationId: string) =>
  owner`organization_id = ${organizationId} and sequence = ${sequence}`;

describe("a history that nobody touched", () => {
  it("is found good, however long it is", async () => {
    expect(await verify(await makeHistory(platform, 1))).toMatchObject({
      ok: true,
      checked: 1,
      firstBad: null,
    });
    const long = await makeHistory(platform, 2000);
    expect(await verify(long)).toMatchObject({ ok: true, checked: 2000, firstBad: null });
    await owner`update audit_events set reason = 'Another' where ${row(1001, long)}`;
    const auditId = await auditIdAt(platform, long, 1001);
    expect(await verify(long)).toMatchObject({
      checked: 1000,
      firstBad: { sequence: 1001, auditId, problem: "content_changed" },
    });
  });

  it("is found good while fifty writers append to it, and does not fork", async () => {
    const organizationId = await makeHistory(platform, 1);
    const append = (number: number) =>
      platform.runtime.database.inScope({ organizationId, environment: null }, (tx) =>
        appendAuditRecord(tx, eventOf(organizationId, { number })),
      );
    let done = false;
    const writers = Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let turn = 0; turn < 10; turn += 1) await append(writer);
      }),
    ).finally(() => {
      done = true;
    });
    const signers = withFile();
    let looks = 0;
    while (!done) {
      await signMovedHeads(signers);
      expect(await verify(organizationId, signers)).toMatchObject({ ok: true });
      looks += 1;
    }
    await writers;
    expect(looks).toBeGreaterThan(1);
    expect(await verify(organizationId, signers)).toMatchObject({ ok: true, checked: 1 + WRITERS * 10 });
    const [forks] = await owner`select count(*) - count(distinct previous_hash) as forks from audit_events
      where organization_id = ${organizationId}`;
    expect(Number(forks?.forks)).toBe(0);
  });

  it("of the operator begins with the migration, so that it is never empty either", async () => {
    const other = await startTestPlatform();
    try {
      const verifyOwn = () => verifyAuditHistory(other.runtime, OPERATOR_ORGANIZATION_ID);
      expect(await verifyOwn()).toMatchObject({ ok: true, checked: 1 });
      for (const table of ["audit_events", "audit_heads"]) {
        const { owner: tables } = other.database;
        await tables`delete from ${tables(table)} where organization_id = ${OPERATOR_ORGANIZATION_ID}`;
      }
      expect(await verifyOwn()).toMatchObject({
        ok: false,
        firstBad: { sequence: 1, problem: "history_missing" },
      });
    } finally {
      await other.stop();
    }
  });
});

describe("a row that the tables' owner changed is named", () => {
  it.each([
    ["its id", (owned) => owned`id = gen_random_uuid()`],
    ["its time, by a microsecond", (owned) => owned`occurred_at = occurred_at + interval '1 microsecond'`],
    ["its time, to one that no clock shows", (owned) => owned`occurred_at = 'infinity'`],
    ["its environment", (owned) => owned`environment = 'production'`],
    ["its environment, to none", (owned) => owned`environment = null`],
    ["its action", (owned) => owned`action = 'application.created'`],
    ["its actor's kind", (owned) => owned`actor_kind = 'operator'`],
    ["its actor's id", (owned) => owned`actor_id = 'usr_9'`],
    ["its actor's label", (owned) => owned`actor_label = 'Bob'`],
    ["its target's kind", (owned) => owned`target_kind = 'user'`],
    ["its target's id", (owned) => owned`target_id = 'app_9'`],
    ["a member of before", (owned) => owned`before = jsonb_set(before, '{limit}', '9')`],
    [
      "a member of after, deep inside",
      (owned) => owned`after = jsonb_set(after, '{nested,n}', '0.10000000000000002')`,
    ],
    ["after, by one more member", (owned) => owned`after = after || '{"x": null}'`],
    ["after, to a number that no double holds", (owned) => owned`after = '{"n": 1e400}'`],
    ["after, to nothing", (owned) => owned`after = null`],
    ["its reason", (owned) => owned`reason = 'Because'`],
    ["its reason, to an empty one", (owned) => owned`reason = ''`],
    ["its address", (owned) => owned`address = null`],
    ["its user agent", (owned) => owned`user_agent = 'curl/9'`],
    ["its request id", (owned) => owned`request_id = 'req_9'`],
    ["its content hash", (owned) => owned`content_hash = sha256('x')`],
  ] satisfies [string, (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>][])(
    "%s",
    async (_, change) => {
      const organizationId = await makeHistory(platform, ROWS);
      await owner`update audit_events set ${change(owner)} where ${row(5, organizationId)}`;
      const auditId = await auditIdAt(platform, organizationId, 5);
      await expectFirstBad(organizationId, { sequence: 5, auditId, problem: "content_changed" });
    },
  );

  it("with its content hash made to fit", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await owner`update audit_events set content_hash = (
      select content_hash from audit_events where ${row(6, organizationId)}
    ), id = gen_random_uuid() where ${row(5, organizationId)}`;
    const auditId = await auditIdAt(platform, organizationId, 5);
    await expectFirstBad(organizationId, { sequence: 5, auditId, problem: "content_changed" });
  });

  it.each(["hash", "previous_hash"])("its %s", async (column) => {
    const organizationId = await makeHistory(platform, ROWS);
    await owner`update audit_events set ${owner(column)} = sha256('x') where ${row(5, organizationId)}`;
    const auditId = await auditIdAt(platform, organizationId, 5);
    await expectFirstBad(organizationId, { sequence: 5, auditId, problem: "out_of_place" });
  });

  it("the application that it is listed under, which the table derives", async () => {
    const other = await startTestPlatform();
    try {
      const organizationId = await makeHistory(other, ROWS);
      await other.database.owner`alter table audit_events alter application_id drop expression`;
      await other.database.owner`update audit_events set application_id = 'app_9'
        where organization_id = ${organizationId} and sequence = 5`;
      const auditId = await auditIdAt(other, organizationId, 5);
      expect(await verifyAuditHistory(other.runtime, organizationId)).toMatchObject({
        firstBad: { sequence: 5, auditId, problem: "content_changed" },
      });
    } finally {
      await other.stop();
    }
  });
});

describe("rows that the tables' owner moved are named", () => {
  const move = (organizationId: string, from: number, to: number) =>
    owner`update audit_events set sequence = ${to} where ${row(from, organizationId)}`;

  async function shift(organizationId: string, from: number): Promise<void> {
    for (let sequence = ROWS; sequence >= from; sequence -= 1)
      await move(organizationId, sequence, sequence + 1);
  }

  /** A row of somebody's own making under this sequence, linked to the row before it. */
  async function insert(organizationId: string, sequence: number): Promise<string> {
    const id = newUuid();
    const [before] = await owner<{ hash: Buffer }[]>`select hash from audit_events
      where ${row(sequence - 1, organizationId)}`;
    const previous = before?.hash ?? Buffer.alloc(32);
    const content = contentHash({
      id,
      organizationId,
      occurredAt: "2026-01-01T00:00:00.000Z",
      environment: null,
      action: "member.added",
      actorKind: "user",
      actorId: null,
      actorLabel: "Nobody",
      targetKind: "user",
      targetId: "usr_1",
      ...{ before: null, after: null, reason: null, address: null, userAgent: null, requestId: null },
    });
    await owner`insert into audit_events (id, organization_id, sequence, occurred_at, action, actor_kind, actor_label,
        target_kind, target_id, content_hash, previous_hash, hash)
      values (${id}, ${organizationId}, ${sequence}, '2026-01-01T00:00:00Z', 'member.added', 'user', 'Nobody',
        'user', 'usr_1', ${content}, ${previous}, ${linkHash(previous, sequence, content)})`;
    return toPublicId("auditEvent", id);
  }

  it("removed", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await owner`delete from audit_events where ${row(5, organizationId)}`;
    await expectFirstBad(organizationId, { sequence: 5, auditId: null, problem: "missing" });
    await owner`delete from audit_events where ${row(1, organizationId)}`;
    await expectFirstBad(organizationId, { sequence: 1, auditId: null, problem: "missing" });
  });

  it("moved to another organization's history", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const other = await makeHistory(platform, ROWS - 1);
    await owner`update audit_events set organization_id = ${other} where ${row(ROWS, organizationId)}`;
    await expectFirstBad(organizationId, { sequence: ROWS, auditId: null, problem: "cut_off" });
    const auditId = await auditIdAt(platform, other, ROWS);
    await expectFirstBad(other, { sequence: ROWS, auditId, problem: "after_head" });
  });

  it("removed, and the later ones moved up", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const auditId = await auditIdAt(platform, organizationId, 6);
    await owner`delete from audit_events where ${row(5, organizationId)}`;
    for (let sequence = 6; sequence <= ROWS; sequence += 1)
      await move(organizationId, sequence, sequence - 1);
    await expectFirstBad(organizationId, { sequence: 5, auditId, problem: "out_of_place" });
  });

  it("swapped", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const auditId = await auditIdAt(platform, organizationId, 6);
    await move(organizationId, 3, 99);
    await move(organizationId, 6, 3);
    await move(organizationId, 99, 6);
    await expectFirstBad(organizationId, { sequence: 3, auditId, problem: "out_of_place" });
  });

  it("inserted between two, with hashes that fit the row before", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await shift(organizationId, 5);
    const auditId = await insert(organizationId, 5);
    await expectFirstBad(organizationId, { sequence: 5, auditId, problem: "inserted" });
  });

  it("inserted at the beginning", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await shift(organizationId, 1);
    const auditId = await insert(organizationId, 1);
    await expectFirstBad(organizationId, { sequence: 1, auditId, problem: "inserted" });
  });

  it("inserted after the end", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const auditId = await insert(organizationId, ROWS + 1);
    await expectFirstBad(organizationId, { sequence: ROWS + 1, auditId, problem: "after_head" });
  });

  it("inserted a second time under one sequence, where the index was taken away", async () => {
    const other = await startTestPlatform();
    try {
      const organizationId = await makeHistory(other, ROWS);
      await other.database.owner`drop index audit_events_sequence`;
      await other.database
        .owner`update audit_events set sequence = 4 where organization_id = ${organizationId} and sequence = 5`;
      const found = await verifyAuditHistory(other.runtime, organizationId);
      expect(found).toMatchObject({ ok: false, firstBad: { sequence: 4 } });
    } finally {
      await other.stop();
    }
  });

  it("cut off at the end", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await owner`delete from audit_events where organization_id = ${organizationId} and sequence > 5`;
    await expectFirstBad(organizationId, { sequence: 6, auditId: null, problem: "cut_off" });
  });

  it("all gone, with and without the head", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await owner`delete from audit_events where organization_id = ${organizationId}`;
    await expectFirstBad(organizationId, { sequence: 1, auditId: null, problem: "cut_off" });
    await owner`delete from audit_heads where organization_id = ${organizationId}`;
    await expectFirstBad(organizationId, { sequence: 1, auditId: null, problem: "history_missing" });
  });

  it("and so is a head that is gone, or that the last row was not made for", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    const auditId = await auditIdAt(platform, organizationId, ROWS);
    await owner`update audit_heads set hash = sha256('x') where organization_id = ${organizationId}`;
    await expectFirstBad(organizationId, { sequence: ROWS, auditId, problem: "head_differs" });
    await owner`delete from audit_heads where organization_id = ${organizationId}`;
    await expectFirstBad(organizationId, { sequence: ROWS, auditId, problem: "head_missing" });
  });
});

describe("what the deployment signed", () => {
  /** Signed after row 5, then three more rows, then every link from row 3 on made anew around a changed row. */
  async function makeRewrittenHistory(runtime: Runtime): Promise<string> {
    const organizationId = await makeHistory(platform, 5);
    await signMovedHeads(runtime);
    await platform.runtime.database.inScope({ organizationId, environment: null }, async (tx) => {
      for (const number of [6, 7, 8]) await appendAuditRecord(tx, eventOf(organizationId, { number }));
    });
    expect(await verify(organizationId, runtime)).toMatchObject({ ok: true, checkpoints: { confirmed: 1 } });
    await owner`delete from audit_events where ${row(3, organizationId)}`;
    for (const sequence of [4, 5, 6, 7, 8]) {
      await owner`update audit_events set sequence = ${sequence - 1} where ${row(sequence, organizationId)}`;
    }
    await forgeLinksFrom(platform, organizationId, 3);
    return organizationId;
  }

  it("contradicts a chain that was made anew with its head", async () => {
    const organizationId = await makeRewrittenHistory(platform.runtime);
    const auditId = await auditIdAt(platform, organizationId, 5);
    await expectFirstBad(organizationId, { sequence: 5, auditId, problem: "differs_from_checkpoint" });
  });

  it("contradicts it from the file, when the database's checkpoints are gone or somebody else's", async () => {
    const runtime = withFile();
    const organizationId = await makeRewrittenHistory(runtime);
    const auditId = await auditIdAt(platform, organizationId, 5);
    const firstBad: FirstBad = { sequence: 5, auditId, problem: "differs_from_checkpoint" };
    await owner`delete from audit_checkpoints where organization_id = ${organizationId}`;
    await expectFirstBad(organizationId, firstBad, runtime);
    const attacker = { ...platform.runtime, auditSigner: checkpointKey(Buffer.alloc(32, 7)) };
    await signMovedHeads(attacker);
    await expectFirstBad(organizationId, firstBad, runtime);
  });

  it("names rows that were cut off with the head", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads(platform.runtime);
    await owner`delete from audit_events where organization_id = ${organizationId} and sequence > 5`;
    await forgeLinksFrom(platform, organizationId, 5);
    await expectFirstBad(organizationId, { sequence: 6, auditId: null, problem: "cut_off" });
  });

  it("cannot be replaced by what another key signs: that is counted, and proves nothing", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads({ ...platform.runtime, auditSigner: checkpointKey(Buffer.alloc(32, 7)) });
    expect(await verify(organizationId)).toMatchObject({
      ok: true,
      checkpoints: { confirmed: 0, ofOtherKeys: 1 },
    });
  });

  it("stays good when a new session secret brings a new key, and later heads are signed with that", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads(platform.runtime);
    const renewed = { ...platform.runtime, auditSigner: checkpointKey(Buffer.alloc(32, 8)) };
    await renewed.database.inScope({ organizationId, environment: null }, (tx) =>
      appendAuditRecord(tx, eventOf(organizationId)),
    );
    await signMovedHeads(renewed);
    expect(await verify(organizationId, renewed)).toMatchObject({
      ok: true,
      checkpoints: { confirmed: 1, ofOtherKeys: 1 },
    });
  });

  it.each([
    ["hash", () => owner`hash = sha256('x')`],
    ["time", () => owner`signed_at = signed_at + interval '1 day'`],
    ["signature", () => owner`signature = sha256('x') || sha256('y')`],
    ["signature, cut short", () => owner`signature = sha256('x')`],
  ])("is not believed with another %s", async (_, change) => {
    const organizationId = await makeHistory(platform, ROWS);
    await signMovedHeads(platform.runtime);
    await owner`update audit_checkpoints set ${change()} where organization_id = ${organizationId}`;
    await expectFirstBad(organizationId, { sequence: ROWS, auditId: null, problem: "checkpoint_invalid" });
  });

  it("is not believed in another organization's history", async () => {
    const [one, other] = [await makeHistory(platform, ROWS), await makeHistory(platform, ROWS)];
    await signMovedHeads(platform.runtime);
    await owner`delete from audit_checkpoints where organization_id = ${other}`;
    await owner`update audit_checkpoints set organization_id = ${other} where organization_id = ${one}`;
    await expectFirstBad(other, { sequence: ROWS, auditId: null, problem: "checkpoint_invalid" });
  });

  it("is not kept from being signed by what somebody puts far ahead or at the head, which proves nothing", async () => {
    const organizationId = await makeHistory(platform, ROWS);
    await owner`insert into audit_checkpoints values
      (${organizationId}, 1000000, sha256('x'), now(), 'somebody', 'somebody', sha256('x'))`;
    await owner`insert into audit_checkpoints select organization_id, sequence, hash, now(), 'other', 'other', sha256('x')
      from audit_heads where organization_id = ${organizationId}`;
    await signMovedHeads(platform.runtime);
    expect(await verify(organizationId)).toMatchObject({
      ok: true,
      checkpoints: { confirmed: 1, ofOtherKeys: 1 },
    });
  });

  it("is one checkpoint for each head, when several processes sign at the same moment", async () => {
    const runtime = withFile();
    const organizationId = await makeHistory(platform, ROWS);
    await Promise.all(Array.from({ length: 5 }, () => signMovedHeads(runtime)));
    const rows =
      await owner`select sequence from audit_checkpoints where organization_id = ${organizationId}`;
    expect(rows.map(({ sequence }) => Number(sequence))).toEqual([ROWS]);
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(lines.filter((line) => line.includes(organizationId))).toHaveLength(1);
    await signMovedHeads(runtime);
    expect((await readFile(file, "utf8")).trimEnd().split("\n")).toEqual(lines);
  });

  it("is read past a line that a crash left unfinished", async () => {
    const runtime = withFile();
    const organizationId = await makeHistory(platform, ROWS);
    await writeFile(file, `{"organizationId":"${organizationId}","sequ`);
    await signMovedHeads(runtime);
    await owner`delete from audit_checkpoints where organization_id = ${organizationId}`;
    expect(await verify(organizationId, runtime)).toMatchObject({ ok: true, checkpoints: { confirmed: 1 } });
  });
});
