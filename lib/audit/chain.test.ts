import { describe, expect, it } from "vitest";
import { type ChainRow, type ChainToVerify, verifyChain } from "@/lib/audit/chain";
import { type AuditCheckpoint, checkpointKey } from "@/lib/audit/checkpoint";
import { type AuditContent, applicationIdOf, contentHash, GENESIS_HASH, linkHash } from "@/lib/audit/content";

const ORGANIZATION = "0192b1c2-0000-7000-8000-000000000001";
const key = checkpointKey(Buffer.alloc(32, 1));
const another = checkpointKey(Buffer.alloc(32, 2));

function contentAt(sequence: number): AuditContent {
  return {
    id: `0192b1c2-0000-7000-8000-${String(sequence).padStart(12, "0")}`,
    organizationId: ORGANIZATION,
    occurredAt: "2026-01-01T00:00:00.000Z",
    environment: null,
    action: "api_key.created",
    actorKind: "user",
    actorId: null,
    actorLabel: "Ann",
    targetKind: "api_key",
    targetId: `key_${sequence}`,
    before: null,
    after: { applicationId: "app_1" },
    reason: null,
    address: null,
    userAgent: null,
    requestId: null,
  };
}

function chainOf(length: number): ChainRow[] {
  let previousHash: Uint8Array = GENESIS_HASH;
  return Array.from({ length }, (_, index) => {
    const content = contentAt(index + 1);
    const hashed = contentHash(content);
    const hash = linkHash(previousHash, index + 1, hashed);
    const applicationId = applicationIdOf(content);
    const row = { sequence: index + 1, content, applicationId, contentHash: hashed, previousHash, hash };
    previousHash = hash;
    return row;
  });
}

async function* stream<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

function verify(rows: readonly ChainRow[], changes: Partial<ChainToVerify> = {}) {
  const last = rows.at(-1);
  return verifyChain({
    organizationId: ORGANIZATION,
    rows: stream(rows),
    head: last === undefined ? null : { sequence: last.sequence, hash: last.hash },
    checkpoints: stream([]),
    key,
    ...changes,
  });
}

function signed({ sequence, hash }: ChainRow, by = key): AuditCheckpoint {
  const subject = { organizationId: ORGANIZATION, sequence, hash, signedAt: "2026-01-02T00:00:00.000Z" };
  return { ...subject, keyFingerprint: by.fingerprint, signature: by.sign(subject) };
}

const checkpoints = (...list: AuditCheckpoint[]) => ({ checkpoints: stream(list) });

describe("a chain", () => {
  const rows = chainOf(4);
  const [one, two, three, four] = rows as [ChainRow, ChainRow, ChainRow, ChainRow];

  it("has the hashes that the documents promise", () => {
    // Computed by hand with another program: sha256(canonical JSON), then sha256(previous || sequence || content).
    expect(Buffer.from(one.contentHash).toString("hex")).toBe(
      "c5a010292c1861b42b32d17e844d671a925bf81e5a5ec3939a9834673d71aa4e",
    );
    expect(Buffer.from(one.hash).toString("hex")).toBe(
      "08ce68880311809ce64f1c49fb485f11394845a0857446c7b4a8f03b14da106f",
    );
  });

  it("is good as it was made, and never empty", async () => {
    expect(await verify(rows)).toMatchObject({ ok: true, checked: 4, firstBad: null });
    expect(await verify([])).toMatchObject({
      ok: false,
      firstBad: { problem: "history_missing", sequence: 1 },
    });
  });

  it("that ends before its head, or after it, is named where it ends", async () => {
    const head = { sequence: four.sequence, hash: four.hash };
    expect((await verify([one, two], { head })).firstBad).toMatchObject({ sequence: 3, problem: "cut_off" });
    expect((await verify([], { head })).firstBad).toMatchObject({ problem: "cut_off" });
    const earlier = { sequence: two.sequence, hash: two.hash };
    expect((await verify(rows, { head: earlier })).firstBad).toMatchObject({
      sequence: 3,
      problem: "after_head",
    });
  });

  it("counts rows that its own key signed, once each, and apart those that only another did", async () => {
    const found = await verify(
      rows,
      checkpoints(signed(two), signed(two), signed(three, another), signed(four, another), signed(four)),
    );
    expect(found).toMatchObject({ ok: true, checkpoints: { confirmed: 2, ofOtherKeys: 1 } });
  });

  it("that a checkpoint contradicts is bad, whoever signed it", async () => {
    const other = { ...three, hash: two.hash };
    for (const by of [key, another]) {
      expect((await verify(rows, checkpoints(signed(other, by)))).firstBad).toMatchObject({
        sequence: 3,
        problem: "differs_from_checkpoint",
      });
    }
  });

  it("is cut off where our key or the file names later rows, and not where the table does for another key", async () => {
    const later = { ...four, sequence: 9 };
    const cutOff = { sequence: 5, problem: "cut_off" };
    const foreign = signed(later, another);
    expect((await verify(rows, checkpoints(signed(later)))).firstBad).toMatchObject(cutOff);
    expect((await verify(rows, checkpoints({ ...foreign, isFromFile: true }))).firstBad).toMatchObject(
      cutOff,
    );
    expect(await verify(rows, checkpoints(foreign))).toMatchObject({
      ok: true,
      checkpoints: { confirmed: 0, ofOtherKeys: 1 },
    });
    const last = signed({ ...later, sequence: 10 });
    expect((await verify(rows, checkpoints(foreign, last))).firstBad).toMatchObject(cutOff);
  });

  it.each([0, -1])("with a checkpoint for sequence %d has a forged one", async (sequence) => {
    const found = await verify(rows, checkpoints(signed({ ...one, sequence })));
    expect(found.firstBad).toMatchObject({ sequence, problem: "checkpoint_invalid" });
  });

  it("is read no further than its first bad row", async () => {
    let read = 0;
    async function* counted() {
      for (const row of rows) {
        read += 1;
        yield row === two ? { ...row, content: { ...row.content, reason: "Another" } } : row;
      }
    }
    const found = await verify(rows, { rows: counted() });
    expect(found).toMatchObject({ checked: 1, firstBad: { sequence: 2, problem: "content_changed" } });
    expect(read).toBe(2);
  });
});

describe("the application of a row", () => {
  it.each([
    [{ targetKind: "application", targetId: "app_1", before: null, after: null }, "app_1"],
    [{ targetKind: "user", targetId: "usr_1", before: null, after: { applicationId: "app_2" } }, "app_2"],
    [{ targetKind: "user", targetId: "usr_1", before: { applicationId: "app_3" }, after: {} }, "app_3"],
    [{ targetKind: "user", targetId: "usr_1", before: ["applicationId"], after: "applicationId" }, null],
    [{ targetKind: "user", targetId: "usr_1", before: null, after: { applicationId: null } }, null],
  ])("of %j is %j, as the table derives it", (content, expected) => {
    expect(applicationIdOf(content)).toBe(expected);
  });
});
