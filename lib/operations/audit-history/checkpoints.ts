/** Signs the heads of audit chains that moved; server processes do it side by side. */
import { type HeadToSign, insertCheckpoint, listHeadsToSign } from "@/db/queries/audit";
import { appendCheckpointLine } from "@/lib/operations/audit-history/checkpoint-file";
import type { Runtime } from "@/lib/runtime";

const BATCH = 500;

export async function signMovedHeads(runtime: Runtime): Promise<void> {
  let heads: HeadToSign[];
  do {
    heads = await listHeadsToSign(runtime.database, BATCH);
    for (const head of heads) await signHead(runtime, head);
  } while (heads.length === BATCH);
}

async function signHead(runtime: Runtime, { organizationId, sequence, hash }: HeadToSign): Promise<void> {
  const { database, auditSigner, settings, clock } = runtime;
  const signedAt = clock();
  const signature = auditSigner.sign({ organizationId, sequence, hash, signedAt: signedAt.toISOString() });
  const { fingerprint: keyFingerprint, publicKeyPem } = auditSigner;
  const isStored = await database.inScope({ organizationId, environment: null }, (tx) =>
    insertCheckpoint(tx, {
      organizationId,
      sequence,
      hash,
      signedAt,
      keyFingerprint,
      publicKeyPem,
      signature,
    }),
  );
  if (!isStored || settings.auditCheckpointFile === undefined) return;
  await appendCheckpointLine(settings.auditCheckpointFile, organizationId, {
    sequence,
    hash,
    signedAt: signedAt.toISOString(),
    keyFingerprint,
    signature,
  });
}
