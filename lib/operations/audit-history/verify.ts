import { findAuditHead } from "@/db/queries/audit";
import { type ChainRow, type ChainVerification, verifyChain } from "@/lib/audit/chain";
import { readFileWitnesses } from "@/lib/operations/audit-history/file-witnesses";
import { readChain, readCheckpoints } from "@/lib/operations/audit-history/read-chain";
import { toChainRow } from "@/lib/operations/audit-history/view";
import type { Runtime } from "@/lib/runtime";

/** Verifies the organization's whole history (by its bare UUID) while others may be writing it. */
export async function verifyAuditHistory(
  { database, auditSigner, settings }: Runtime,
  organizationId: string,
): Promise<ChainVerification> {
  // Before the rows: a head that the file names is then in the snapshot, too.
  const kept =
    settings.auditCheckpointFile === undefined
      ? []
      : await readFileWitnesses(database, settings.auditCheckpointFile, organizationId);
  return database.inSnapshot({ organizationId, environment: null }, async (tx) =>
    verifyChain({
      organizationId,
      rows: chainRows(readChain(tx, organizationId)),
      head: await findAuditHead(tx, organizationId),
      checkpoints: readCheckpoints(tx, organizationId, kept),
      key: auditSigner,
    }),
  );
}

async function* chainRows(rows: ReturnType<typeof readChain>): AsyncGenerator<ChainRow> {
  for await (const row of rows) yield toChainRow(row);
}
