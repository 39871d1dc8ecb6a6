/**
 * Signed heads in a file besides the database: a line of JSON each, only ever appended. Who rewrites the database with
 * its checkpoints still disagrees with them.
 */
import { appendFile, open } from "node:fs/promises";
import { z } from "zod";
import type { AuditCheckpoint } from "@/lib/audit/checkpoint";
import { timestampSchema } from "@/lib/schemas/common";

const hex = z
  .string()
  .regex(/^([0-9a-f]{2})+$/)
  .transform((text) => Buffer.from(text, "hex"));

const lineSchema = z.object({
  organizationId: z.string(),
  sequence: z.int().positive(),
  hash: hex,
  signedAt: timestampSchema,
  keyFingerprint: z.string(),
  signature: hex,
});

/** Of this many rows one checkpoint is kept while reading: the last vouches for those before it. */
const ROWS_PER_KEPT_CHECKPOINT = 1000;

export async function appendCheckpointLine(
  file: string,
  organizationId: string,
  { sequence, hash, signedAt, keyFingerprint, signature }: AuditCheckpoint,
): Promise<void> {
  const line = {
    organizationId,
    sequence,
    hash: Buffer.from(hash).toString("hex"),
    signedAt,
    keyFingerprint,
    signature: Buffer.from(signature).toString("hex"),
  };
  // One write, so that lines of several processes do not mix.
  await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
}

/** The organization's checkpoints in the file, in order of sequence; none where there is no file. */
export async function readCheckpointLines(file: string, organizationId: string): Promise<AuditCheckpoint[]> {
  const handle = await open(file).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (handle === null) return [];
  const kept = new Map<number, AuditCheckpoint>();
  for await (const line of handle.readLines()) {
    if (!line.includes(organizationId)) continue;
    const checkpoint = parseLine(line, organizationId);
    if (checkpoint === null) continue;
    const block = Math.floor(checkpoint.sequence / ROWS_PER_KEPT_CHECKPOINT);
    if ((kept.get(block)?.sequence ?? 0) <= checkpoint.sequence) kept.set(block, checkpoint);
  }
  return [...kept.values()].sort((a, b) => a.sequence - b.sequence);
}

/** `null` for another organization's line, and for one that a crash left unfinished. */
function parseLine(line: string, organizationId: string): AuditCheckpoint | null {
  try {
    const { organizationId: named, ...checkpoint } = lineSchema.parse(JSON.parse(line));
    return named === organizationId ? checkpoint : null;
  } catch {
    return null;
  }
}
