/** Signed heads as lines of JSON, and reading them back from a file that others append to. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { z } from "zod";
import type { AuditCheckpoint } from "@/lib/audit/checkpoint";
import { timestampSchema } from "@/lib/schemas/common";

export type CheckpointLine = { organizationId: string; checkpoint: AuditCheckpoint };

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

export function toCheckpointLine(organizationId: string, checkpoint: AuditCheckpoint): string {
  const { sequence, hash, signedAt, keyFingerprint, signature } = checkpoint;
  return JSON.stringify({
    organizationId,
    sequence,
    hash: Buffer.from(hash).toString("hex"),
    signedAt,
    keyFingerprint,
    signature: Buffer.from(signature).toString("hex"),
  });
}

/** `null` for a line that a crash left unfinished. */
export function parseCheckpointLine(text: string): CheckpointLine | null {
  try {
    const { organizationId, ...checkpoint } = lineSchema.parse(JSON.parse(text));
    return { organizationId, checkpoint: { ...checkpoint, isFromFile: true } };
  } catch {
    return null;
  }
}

/** How long the file is, 0 where there is none. */
export async function sizeOfFile(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return 0;
    throw error;
  }
}

/** The lines of a file from a byte on up to another; a character is a byte, and the last line may lack its end. */
export async function* linesBetween(
  file: string,
  from: number,
  to: number,
): AsyncGenerator<{ text: string; isEnded: boolean }> {
  if (to <= from) return;
  let rest = "";
  const chunks = createReadStream(file, { encoding: "latin1", start: from, end: to - 1 });
  for await (const chunk of chunks) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) yield { text, isEnded: true };
  }
  if (rest !== "") yield { text: rest, isEnded: false };
}
