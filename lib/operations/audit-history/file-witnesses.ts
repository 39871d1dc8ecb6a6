/** What the checkpoint file says of one history, reduced to what a verification has to meet. */
import type { Database } from "@/db/client";
import { findRowHashes } from "@/db/queries/audit";
import type { AuditCheckpoint } from "@/lib/audit/checkpoint";
import { sameBytes } from "@/lib/audit/content";
import {
  linesBetween,
  parseCheckpointLine,
  sizeOfFile,
} from "@/lib/operations/audit-history/checkpoint-lines";

const BATCH = 1000;
/** Of this many rows one agreeing checkpoint of each key is kept: by the chain, it vouches for those before it. */
const ROWS_PER_KEPT_CHECKPOINT = 1000;

/**
 * The organization's checkpoints in the file in order of sequence: every one that no row agrees with, and of the
 * others enough. Those left out stand on rows before a kept one, which the verification meets again.
 */
export async function readFileWitnesses(
  database: Database,
  file: string,
  organizationId: string,
): Promise<AuditCheckpoint[]> {
  const agreeing = new Map<string, AuditCheckpoint>();
  const others: AuditCheckpoint[] = [];
  for await (const batch of batchesOf(checkpointsIn(file, organizationId))) {
    const hashes = await database.readInScope({ organizationId, environment: null }, (tx) =>
      findRowHashes(
        tx,
        organizationId,
        batch.map(({ sequence }) => sequence),
      ),
    );
    for (const checkpoint of batch) {
      const hash = hashes.get(checkpoint.sequence);
      if (hash === undefined || !sameBytes(hash, checkpoint.hash)) others.push(checkpoint);
      else keepHighest(agreeing, checkpoint);
    }
  }
  return [...others, ...agreeing.values()].sort((a, b) => a.sequence - b.sequence);
}

function keepHighest(kept: Map<string, AuditCheckpoint>, checkpoint: AuditCheckpoint): void {
  const { sequence, keyFingerprint } = checkpoint;
  const place = `${Math.floor(sequence / ROWS_PER_KEPT_CHECKPOINT)} ${keyFingerprint}`;
  if ((kept.get(place)?.sequence ?? 0) < sequence) kept.set(place, checkpoint);
}

async function* checkpointsIn(file: string, organizationId: string): AsyncGenerator<AuditCheckpoint> {
  for await (const { text } of linesBetween(file, 0, await sizeOfFile(file))) {
    if (!text.includes(organizationId)) continue;
    const line = parseCheckpointLine(text);
    if (line?.organizationId === organizationId) yield line.checkpoint;
  }
}

async function* batchesOf<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
