/** Signs the heads of audit chains that moved; server processes do it side by side. */
import type { Transaction } from "@/db/client";
import {
  findRowHashes,
  type HeadToSign,
  listCheckpointsOfKey,
  listHeadsToSign,
  listNewestCheckpoints,
  storeCheckpoint,
} from "@/db/queries/audit";
import type { AuditCheckpoint } from "@/lib/audit/checkpoint";
import { sameBytes } from "@/lib/audit/content";
import { toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { CheckpointFile } from "@/lib/operations/audit-history/checkpoint-file";
import type { Runtime } from "@/lib/runtime";

const BATCH = 500;
/** How many that only claim our key are passed over in search of one that is ours. */
const MOST_FORGERIES = 100;

/** The file besides the database, if this deployment has one. A process that signs again and again keeps it. */
export function checkpointFileOf({ settings }: Pick<Runtime, "settings">): CheckpointFile | null {
  const { auditCheckpointFile } = settings;
  return auditCheckpointFile === undefined ? null : new CheckpointFile(auditCheckpointFile);
}

export async function signMovedHeads(runtime: Runtime, file = checkpointFileOf(runtime)): Promise<void> {
  await file?.catchUp();
  if (file?.isComplete === false) await addMissingLines(runtime, file);
  const list = (after: string | undefined) =>
    listHeadsToSign(runtime.database, runtime.auditSigner.fingerprint, { after, limit: BATCH });
  for await (const head of each(list)) await signHead(runtime, head, file);
}

async function signHead(runtime: Runtime, head: HeadToSign, file: CheckpointFile | null): Promise<void> {
  const { database, auditSigner, clock } = runtime;
  const { organizationId } = head;
  const signedAt = clock().toISOString();
  await database.inScope({ organizationId, environment: null }, async (tx) => {
    if (!(await standsOnWhatWasSigned(tx, runtime, organizationId, file))) {
      const error = new Error("What was signed last is not on the chain.");
      const organization = toPublicId("organization", organizationId);
      logError("an audit history is not as it was signed (see audit verify); its head is not signed", error, {
        organization,
      });
      return;
    }
    const { sequence, hash } = head;
    const signature = auditSigner.sign({ organizationId, sequence, hash, signedAt });
    const keyFingerprint = auditSigner.fingerprint;
    const checkpoint = { sequence, hash, signedAt, keyFingerprint, signature };
    const isStored = await storeCheckpoint(tx, organizationId, checkpoint, auditSigner.publicKeyPem);
    // Before the commit: no crash leaves a checkpoint in the table that the file lacks.
    if (isStored) await file?.append(organizationId, checkpoint);
  });
}

/** Whether the newest checkpoints, in the table and in the file, name rows that are there: else a signature would cover up. */
async function standsOnWhatWasSigned(
  tx: Transaction,
  { auditSigner }: Runtime,
  organizationId: string,
  file: CheckpointFile | null,
): Promise<boolean> {
  const claiming = await listCheckpointsOfKey(tx, organizationId, auditSigner.fingerprint, MOST_FORGERIES);
  const inTable = claiming.find((checkpoint) => auditSigner.check(organizationId, checkpoint) === "ours");
  const inFile = file?.newestOf(organizationId);
  if (inFile !== undefined && auditSigner.check(organizationId, inFile) === "forged") return false;
  const newest: AuditCheckpoint[] = [inTable, inFile].filter((checkpoint) => checkpoint !== undefined);
  const sequences = newest.map(({ sequence }) => sequence);
  const hashes = newest.length === 0 ? new Map() : await findRowHashes(tx, organizationId, sequences);
  return newest.every(({ sequence, hash }) => {
    const found = hashes.get(sequence);
    return found !== undefined && sameBytes(found, hash);
  });
}

/** Appends the newest checkpoints of the table that the file lacks, because it failed or another server signed them. */
async function addMissingLines({ database, auditSigner }: Runtime, file: CheckpointFile): Promise<void> {
  // The table before the file: what another process stores meanwhile is in its file before it is in the table.
  const list = (after: string | undefined) =>
    listNewestCheckpoints(database, auditSigner.fingerprint, { after, limit: BATCH });
  file.isComplete = true;
  for await (const { organizationId, ...checkpoint } of each(list)) {
    if ((file.newestOf(organizationId)?.sequence ?? 0) >= checkpoint.sequence) continue;
    await file.catchUp();
    if ((file.newestOf(organizationId)?.sequence ?? 0) >= checkpoint.sequence) continue;
    if (auditSigner.check(organizationId, checkpoint) !== "ours") continue;
    await file.append(organizationId, checkpoint);
  }
}

/** Goes along the organizations, a page at a time; one that stays in the list keeps nobody waiting. */
async function* each<Item extends { organizationId: string }>(
  list: (after: string | undefined) => Promise<Item[]>,
): AsyncGenerator<Item> {
  let page: Item[] | undefined;
  do {
    page = await list(page?.at(-1)?.organizationId);
    yield* page;
  } while (page.length === BATCH);
}
