/** Holds a chain against what was signed of it. Pure. */
import type { AuditCheckpoint, CheckpointKey } from "@/lib/audit/checkpoint";
import { type AuditContent, sameBytes } from "@/lib/audit/content";
import { Broken, type ChainProblem } from "@/lib/audit/problems";
import { toPublicId } from "@/lib/ids";

type SignedChain = {
  checkpoints: AsyncIterable<AuditCheckpoint>;
  organizationId: string;
  key: CheckpointKey;
};
type MetRow = { sequence: number; hash: Uint8Array; content: Pick<AuditContent, "id"> };

/** Meets each row with the checkpoints of its sequence, which come in that order. */
export class Witnesses {
  readonly counts = { confirmed: 0, ofOtherKeys: 0 };
  readonly #checkpoints: AsyncIterator<AuditCheckpoint>;
  #next: AuditCheckpoint | undefined;

  constructor(readonly chain: SignedChain) {
    this.#checkpoints = chain.checkpoints[Symbol.asyncIterator]();
  }

  async meet(row: MetRow): Promise<void> {
    let signedBy: "nobody" | "other" | "ours" = "nobody";
    for (;;) {
      const checkpoint = await this.#peek();
      if (checkpoint?.sequence !== row.sequence) break;
      this.#next = undefined;
      const isOurs = this.#requireSignature(checkpoint);
      // A contradiction counts whoever signed it; agreement counts from our own key only.
      if (!sameBytes(checkpoint.hash, row.hash)) {
        this.#fail(checkpoint, toPublicId("auditEvent", row.content.id), "differs_from_checkpoint");
      }
      if (signedBy !== "ours") signedBy = isOurs ? "ours" : "other";
    }
    if (signedBy === "ours") this.counts.confirmed += 1;
    if (signedBy === "other") this.counts.ofOtherKeys += 1;
  }

  /** What no row has met was signed for one after the last, or for a place that no chain has. */
  async finish(lastSequence: number): Promise<void> {
    for (;;) {
      const checkpoint = await this.#peek();
      if (checkpoint === undefined) return;
      this.#next = undefined;
      if (checkpoint.sequence <= lastSequence) this.#fail(checkpoint, null, "checkpoint_invalid");
      // Anybody who writes the table can name a row that never was, under a key of their own.
      if (this.#requireSignature(checkpoint) || checkpoint.isFromFile === true) {
        throw new Broken({ sequence: lastSequence + 1, auditId: null, problem: "cut_off" });
      }
      this.counts.ofOtherKeys += 1;
    }
  }

  async #peek(): Promise<AuditCheckpoint | undefined> {
    if (this.#next === undefined) {
      const { done, value } = await this.#checkpoints.next();
      this.#next = done ? undefined : value;
    }
    return this.#next;
  }

  #requireSignature(checkpoint: AuditCheckpoint): boolean {
    const verdict = this.chain.key.check(this.chain.organizationId, checkpoint);
    if (verdict === "forged") this.#fail(checkpoint, null, "checkpoint_invalid");
    return verdict === "ours";
  }

  #fail(checkpoint: AuditCheckpoint, auditId: string | null, problem: ChainProblem): never {
    throw new Broken({ sequence: checkpoint.sequence, auditId, problem });
  }
}
