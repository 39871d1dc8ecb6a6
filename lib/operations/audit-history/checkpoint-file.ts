/**
 * Signed heads in a file besides the database: a line of JSON each, only ever appended. Who rewrites the database with
 * its checkpoints still disagrees with them.
 */
import { appendFile } from "node:fs/promises";
import type { AuditCheckpoint } from "@/lib/audit/checkpoint";
import { sameBytes } from "@/lib/audit/content";
import { logError } from "@/lib/log";
import {
  linesBetween,
  parseCheckpointLine,
  sizeOfFile,
  toCheckpointLine,
} from "@/lib/operations/audit-history/checkpoint-lines";

/**
 * The file as a signing process knows it: of each organization the line of the highest sequence. A file that cannot be
 * used is logged once and stops nobody.
 */
export class CheckpointFile {
  readonly #newest = new Map<string, AuditCheckpoint>();
  #readBytes = 0;
  /** Something stands after the last line's end, which a crash or a full disk left. */
  #endsOpen = false;
  #isFailing = false;
  /** Whether the table has nothing newer, as far as this process knows. */
  isComplete = false;

  constructor(readonly path: string) {}

  newestOf(organizationId: string): AuditCheckpoint | undefined {
    return this.#newest.get(organizationId);
  }

  /** Reads what was appended since. What is gone from the file stays known. */
  async catchUp(): Promise<void> {
    await this.#attempt(async () => {
      const size = await sizeOfFile(this.path);
      if (size < this.#readBytes) {
        this.#readBytes = 0;
        this.isComplete = false;
      }
      this.#endsOpen = false;
      for await (const { text, isEnded } of linesBetween(this.path, this.#readBytes, size)) {
        this.#endsOpen = !isEnded;
        if (!isEnded) break;
        this.#readBytes += text.length + 1;
        const line = parseCheckpointLine(text);
        if (line !== null) this.#remember(line.organizationId, line.checkpoint);
      }
    });
  }

  /** Appends the checkpoint unless the newest line says the same already. */
  async append(organizationId: string, checkpoint: AuditCheckpoint): Promise<void> {
    const newest = this.newestOf(organizationId);
    if (newest?.sequence === checkpoint.sequence && sameBytes(newest.hash, checkpoint.hash)) return;
    await this.#attempt(async () => {
      const line = toCheckpointLine(organizationId, checkpoint);
      const before = this.#endsOpen ? "\n" : "";
      this.#endsOpen = true;
      // One write, so that lines of several processes do not mix.
      await appendFile(this.path, `${before}${line}\n`, { mode: 0o600 });
      this.#endsOpen = false;
      this.#isFailing = false;
      this.#remember(organizationId, checkpoint);
    });
  }

  #remember(organizationId: string, checkpoint: AuditCheckpoint): void {
    const newest = this.newestOf(organizationId);
    if (newest === undefined || newest.sequence < checkpoint.sequence) {
      this.#newest.set(organizationId, checkpoint);
    }
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#isFailing) {
        logError(
          "signed heads of audit histories are kept in the database alone, for their file fails",
          error,
          {
            file: this.path,
          },
        );
      }
      this.#isFailing = true;
      this.isComplete = false;
    }
  }
}
