/** Writing the log of requests, and keeping its days. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { databaseErrorCode, withDeadline } from "@/lib/database-errors";
import { environmentSchema } from "@/lib/schemas/common";

/** PostgreSQL has never heard of this transaction: another server answers than the one that was written to. */
const UNKNOWN_TRANSACTION = "22023";

/** In the order of the parameters of `record_requests`. */
const TYPES = [
  "jsonb",
  "jsonb",
  "jsonb",
  "uuid[]",
  "integer[]",
  "integer[]",
  "bigint[]",
  "bigint[]",
  "uuid[]",
  "uuid[]",
  "text[]",
  "text[]",
  "text[]",
  "text[]",
] as const;

/**
 * Writes a batch in one transaction. `begun` hears the transaction's id before anything is written in it, for whoever is
 * left without an answer.
 */
export async function recordRequests(
  db: Database["db"],
  parameters: readonly string[],
  begun: (transactionId: string) => void,
): Promise<void> {
  const values = TYPES.map((type, index) => sql`${parameters[index] ?? ""}::text::${sql.raw(type)}`);
  await db.transaction(async (tx) => {
    const [row] = await tx.execute(sql`select pg_current_xact_id()::text as id`);
    begun(z.string().parse(row?.id));
    await tx.execute(sql`select record_requests(${sql.join(values, sql`, `)})`);
  });
}

/** Whether that transaction was committed; throws while nobody knows. */
export async function isRecorded(db: Database["db"], transactionId: string): Promise<boolean> {
  try {
    const [row] = await db.execute(sql`select pg_xact_status(${transactionId}::text::xid8) as status`);
    if (row?.status === "in progress") throw new Error("The write before this one has not ended yet.");
    // No status: so long ago that it is forgotten. Rather too few than the same twice.
    return row?.status !== "aborted";
  } catch (error) {
    if (databaseErrorCode(error) === UNKNOWN_TRANSACTION) return false;
    throw error;
  }
}

const ownerSchema = z.object({
  key_hash: z.string(),
  organization_id: z.string(),
  environment: environmentSchema,
  application_id: z.string().nullable(),
  key_id: z.string(),
});

export type KeyOwner = {
  organizationId: string;
  environment: z.output<typeof environmentSchema>;
  applicationId: string | null;
  keyId: string;
};

/** Whose keys have these hashes, by the hash in hex. */
export async function ownersOfKeys(
  db: Database["db"],
  keyHashes: readonly Buffer[],
): Promise<ReadonlyMap<string, KeyOwner>> {
  const hashes = JSON.stringify(keyHashes.map((hash) => hash.toString("hex")));
  const rows = await withDeadline(
    db.execute(sql`select key_hash, organization_id, environment, application_id, key_id
      from find_key_owners(${hashes}::text::jsonb)`),
  );
  return new Map(
    z
      .array(ownerSchema)
      .parse([...rows])
      .map((row) => [
        row.key_hash,
        {
          organizationId: row.organization_id,
          environment: row.environment,
          applicationId: row.application_id,
          keyId: row.key_id,
        },
      ]),
  );
}

/** Makes the log's part of this day (UTC, `2030-01-31`) where it is missing. */
export async function ensureRequestLogDay(db: Database["db"], day: string): Promise<void> {
  await db.execute(sql`select ensure_request_log_day(${day}::date)`);
}

/** Removes the days before this one (UTC) with their figures. */
export async function forgetRequestLog(db: Database["db"], before: string): Promise<void> {
  await db.execute(sql`select forget_request_log(${before}::date)`);
}
