/**
 * Verifies one organization's chain of audit rows. Pure: rows and checkpoints come as streams in the order of their
 * sequence, so that the length of a history costs time and no memory.
 */
import type { AuditCheckpoint, CheckpointKey } from "@/lib/audit/checkpoint";
import {
  type AuditContent,
  applicationIdOf,
  contentHash,
  GENESIS_HASH,
  linkHash,
  sameBytes,
} from "@/lib/audit/content";
import { Broken, type ChainProblem, type FirstBad } from "@/lib/audit/problems";
import { Witnesses } from "@/lib/audit/witnesses";
import { toPublicId } from "@/lib/ids";

/** A row as it is stored. `applicationId` is derived from the content and must agree with it. */
export type ChainRow = {
  sequence: number;
  content: AuditContent;
  applicationId: string | null;
  contentHash: Uint8Array;
  previousHash: Uint8Array;
  hash: Uint8Array;
};

export type ChainHead = { sequence: number; hash: Uint8Array };

export type ChainVerification = {
  ok: boolean;
  /** How many rows were found good before the first bad one. */
  checked: number;
  firstBad: FirstBad | null;
  /** Rows that this deployment's key has signed, and rows that only another key has, which proves nothing. */
  checkpoints: { confirmed: number; ofOtherKeys: number };
};

export type ChainToVerify = {
  /** In order of sequence. */
  rows: AsyncIterable<ChainRow>;
  head: ChainHead | null;
  /** In order of sequence. */
  checkpoints: AsyncIterable<AuditCheckpoint>;
  organizationId: string;
  key: CheckpointKey;
};

/** Names the first row, in order of sequence, that is not what it was when it was written. */
export async function verifyChain(chain: ChainToVerify): Promise<ChainVerification> {
  const walk = new ChainWalk(chain.head);
  const witnesses = new Witnesses(chain);
  try {
    for await (const row of chain.rows) {
      walk.step(row);
      await witnesses.meet(row);
    }
    walk.finish();
    await witnesses.finish(walk.sequence);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { ok: false, checked: walk.checked, firstBad: error.firstBad, checkpoints: witnesses.counts };
  }
  return { ok: true, checked: walk.checked, firstBad: null, checkpoints: witnesses.counts };
}

/** Goes along the rows and remembers the last two hashes. */
class ChainWalk {
  sequence = 0;
  checked = 0;
  #hash: Uint8Array = GENESIS_HASH;
  #hashBefore: Uint8Array | null = null;
  #auditId: string | null = null;

  constructor(readonly head: ChainHead | null) {}

  step(row: ChainRow): void {
    const auditId = toPublicId("auditEvent", row.content.id);
    const fail = (problem: ChainProblem, at: Partial<FirstBad> = {}): never => {
      throw new Broken({ sequence: row.sequence, auditId, problem, ...at });
    };
    const expected = this.sequence + 1;
    if (row.sequence < expected) fail("inserted");
    if (this.head !== null && expected > this.head.sequence) fail("after_head");
    if (row.sequence > expected) fail("missing", { sequence: expected, auditId: null });
    if (!isContentIntact(row)) fail("content_changed");
    if (!sameBytes(row.previousHash, this.#hash)) {
      if (this.#followedTheOneBefore(row))
        fail("inserted", { sequence: this.sequence, auditId: this.#auditId });
      fail(isOwnHashIntact(row, row.sequence) ? "link_broken" : "out_of_place");
    }
    if (!isOwnHashIntact(row, row.sequence)) fail("out_of_place");
    this.#hashBefore = this.#hash;
    this.#hash = row.hash;
    this.#auditId = auditId;
    this.sequence = expected;
    this.checked += 1;
  }

  finish(): void {
    const { head, sequence } = this;
    const fail = (problem: ChainProblem, at: number): never => {
      throw new Broken({ sequence: at, auditId: at > sequence ? null : this.#auditId, problem });
    };
    if (head === null) {
      if (sequence > 0) fail("head_missing", sequence);
      fail("history_missing", 1);
      return;
    }
    if (head.sequence > sequence) fail("cut_off", sequence + 1);
    if (sequence === 0) fail("history_missing", 1);
    if (!sameBytes(head.hash, this.#hash)) fail("head_differs", sequence);
  }

  /** Whether the row was made directly after the row before the last one: then the last one was put in between. */
  #followedTheOneBefore(row: ChainRow): boolean {
    const { sequence } = this;
    return (
      this.#hashBefore !== null &&
      sameBytes(row.previousHash, this.#hashBefore) &&
      isOwnHashIntact(row, sequence)
    );
  }
}

function isContentIntact(row: ChainRow): boolean {
  if (row.applicationId !== applicationIdOf(row.content)) return false;
  try {
    return sameBytes(row.contentHash, contentHash(row.content));
  } catch {
    // Something without a canonical form was never hashed by us.
    return false;
  }
}

function isOwnHashIntact(row: ChainRow, sequence: number): boolean {
  return sameBytes(row.hash, linkHash(row.previousHash, sequence, row.contentHash));
}
