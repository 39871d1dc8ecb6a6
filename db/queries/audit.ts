/** Reads of audit histories and their checkpoints; rows enter through `append_audit_event` alone. */
import { and, asc, desc, eq, gt, gte, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { auditCheckpoints, auditEvents, auditHeads } from "@/db/schema";
import type { AuditFilter } from "@/lib/schemas/audit";

/** The filter of a list, its action spelt out: one, all of a family, or `undefined` for every one. */
export type AuditRowFilter = Omit<AuditFilter, "action"> & { actions: readonly string[] | undefined };

/** RFC 3339 UTC as exact as the database has it: to the millisecond, and further only where somebody edited it. */
const exactUtc = (column: typeof auditEvents.occurredAt | typeof auditCheckpoints.signedAt) =>
  sql<string>`regexp_replace(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z$', 'Z')`;

const columns = {
  id: auditEvents.id,
  organizationId: auditEvents.organizationId,
  sequence: auditEvents.sequence,
  occurredAt: exactUtc(auditEvents.occurredAt),
  environment: auditEvents.environment,
  action: auditEvents.action,
  actorKind: auditEvents.actorKind,
  actorId: auditEvents.actorId,
  actorLabel: auditEvents.actorLabel,
  targetKind: auditEvents.targetKind,
  targetId: auditEvents.targetId,
  applicationId: auditEvents.applicationId,
  before: auditEvents.before,
  after: auditEvents.after,
  reason: auditEvents.reason,
  address: auditEvents.address,
  userAgent: auditEvents.userAgent,
  requestId: auditEvents.requestId,
  contentHash: auditEvents.contentHash,
  previousHash: auditEvents.previousHash,
  hash: auditEvents.hash,
};

export type AuditRow = Omit<typeof auditEvents.$inferSelect, "occurredAt"> & { occurredAt: string };

/** Newest first, before the row `beforeId` where given. */
export function listAuditRows(
  tx: Transaction,
  organizationId: string,
  { actions, ...filter }: AuditRowFilter,
  page: { limit: number; beforeId: string | undefined },
): Promise<AuditRow[]> {
  const wanted = and(
    matching(organizationId, filter),
    page.beforeId === undefined
      ? undefined
      : lt(
          auditEvents.sequence,
          sql`(select c.sequence from audit_events c where c.organization_id = ${organizationId}::uuid and c.id = ${page.beforeId}::uuid)`,
        ),
  );
  return tx
    .select(columns)
    .from(auditEvents)
    .where(
      actions === undefined ? wanted : inArray(auditEvents.id, newestOfEach(actions, wanted, page.limit)),
    )
    .orderBy(desc(auditEvents.sequence))
    .limit(page.limit);
}

/** A page of each action by itself, which an index has in order; of several actions together no index has. */
function newestOfEach(actions: readonly string[], wanted: SQL | undefined, limit: number): SQL {
  return sql`(
    select newest.id from unnest(${textArray(actions)}) as wanted (action) cross join lateral (
      select audit_events.id from audit_events
       where ${and(wanted, sql`${auditEvents.action} = wanted.action`)}
       order by audit_events.sequence desc limit ${limit}
    ) as newest
  )`;
}

function textArray(values: readonly string[]): SQL {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}

function matching(organizationId: string, filter: Omit<AuditRowFilter, "actions">): SQL | undefined {
  const { actorId, targetId, applicationId, environment, from, to } = filter;
  const { occurredAt } = auditEvents;
  return and(
    eq(auditEvents.organizationId, organizationId),
    actorId === undefined ? undefined : eq(auditEvents.actorId, actorId),
    targetId === undefined ? undefined : eq(auditEvents.targetId, targetId),
    applicationId === undefined ? undefined : eq(auditEvents.applicationId, applicationId),
    environment === undefined ? undefined : eq(auditEvents.environment, environment),
    from === undefined ? undefined : gte(occurredAt, instant(from)),
    to === undefined ? undefined : lt(occurredAt, instant(to)),
  );
}

/** RFC 3339 has a year 0, which PostgreSQL's dates do not. */
function instant(timestamp: string): SQL {
  return sql`to_timestamp(${Date.parse(timestamp) / 1000}::double precision)`;
}

/** Where a walk along the chain stands. Two rows have the same sequence only where somebody took the index away. */
export type ChainPosition = { sequence: number; id: string };

/** Rows in chain order after `after`, up to the sequence `upTo` where given, and narrowed where asked. */
export function listChainRows(
  tx: Transaction,
  organizationId: string,
  { actions, ...filter }: AuditRowFilter,
  page: { after: ChainPosition | undefined; upTo: number | undefined; limit: number },
): Promise<AuditRow[]> {
  const { after, upTo, limit } = page;
  return tx
    .select(columns)
    .from(auditEvents)
    .where(
      and(
        matching(organizationId, filter),
        actions === undefined ? undefined : sql`${auditEvents.action} = any (${textArray(actions)})`,
        after === undefined
          ? undefined
          : sql`(${auditEvents.sequence}, ${auditEvents.id}) > (${after.sequence}::bigint, ${after.id}::uuid)`,
        upTo === undefined ? undefined : lte(auditEvents.sequence, upTo),
      ),
    )
    .orderBy(asc(auditEvents.sequence), asc(auditEvents.id))
    .limit(limit);
}

export type AuditHeadRow = Pick<typeof auditHeads.$inferSelect, "sequence" | "hash">;

export async function findAuditHead(tx: Transaction, organizationId: string): Promise<AuditHeadRow | null> {
  const [row] = await tx
    .select({ sequence: auditHeads.sequence, hash: auditHeads.hash })
    .from(auditHeads)
    .where(eq(auditHeads.organizationId, organizationId));
  return row ?? null;
}

/** The last row there is, whatever the head says. */
export async function findLastAuditRow(
  tx: Transaction,
  organizationId: string,
): Promise<AuditHeadRow | null> {
  const [row] = await tx
    .select({ sequence: auditEvents.sequence, hash: auditEvents.hash })
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, organizationId))
    .orderBy(desc(auditEvents.sequence))
    .limit(1);
  return row ?? null;
}

export type CheckpointRow = {
  sequence: number;
  hash: Buffer;
  signedAt: string;
  keyFingerprint: string;
  signature: Buffer;
};

const checkpointColumns = {
  sequence: auditCheckpoints.sequence,
  hash: auditCheckpoints.hash,
  signedAt: exactUtc(auditCheckpoints.signedAt),
  keyFingerprint: auditCheckpoints.keyFingerprint,
  signature: auditCheckpoints.signature,
};

/** Checkpoints in order of sequence, after one of them where given. */
export function listCheckpointRows(
  tx: Transaction,
  organizationId: string,
  page: { after: number | undefined; limit: number },
): Promise<CheckpointRow[]> {
  return tx
    .select(checkpointColumns)
    .from(auditCheckpoints)
    .where(
      and(
        eq(auditCheckpoints.organizationId, organizationId),
        page.after === undefined ? undefined : gt(auditCheckpoints.sequence, page.after),
      ),
    )
    .orderBy(asc(auditCheckpoints.sequence))
    .limit(page.limit);
}

export type HeadToSign = { organizationId: string; sequence: number; hash: Buffer };

/** A walk along organizations, after one of them where given. */
type OrganizationPage = { after: string | undefined; limit: number };

/** Heads of any organization that this key has not signed as they stand. */
export async function listHeadsToSign(
  { db }: Database,
  keyFingerprint: string,
  { after, limit }: OrganizationPage,
): Promise<HeadToSign[]> {
  const rows = await db.execute<{ organization_id: string; sequence: string; hash: Buffer }>(
    sql`select organization_id, sequence, hash
          from audit_heads_to_sign(${keyFingerprint}::text, ${after ?? null}::uuid, ${limit}::integer)`,
  );
  return rows.map((row) => ({
    organizationId: row.organization_id,
    sequence: Number(row.sequence),
    hash: row.hash,
  }));
}

/** The newest checkpoint that claims this key, of each organization that has one. */
export async function listNewestCheckpoints(
  { db }: Database,
  keyFingerprint: string,
  { after, limit }: OrganizationPage,
): Promise<(CheckpointRow & { organizationId: string })[]> {
  const rows = await db.execute<{
    organization_id: string;
    sequence: string;
    hash: Buffer;
    signed_at: string;
    signature: Buffer;
  }>(sql`select organization_id, sequence, hash, signature,
                to_char(signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as signed_at
           from newest_audit_checkpoints(${keyFingerprint}::text, ${after ?? null}::uuid, ${limit}::integer)`);
  return rows.map((row) => ({
    organizationId: row.organization_id,
    sequence: Number(row.sequence),
    hash: row.hash,
    signedAt: row.signed_at,
    keyFingerprint,
    signature: row.signature,
  }));
}

/** Checkpoints that claim this key, newest first. */
export function listCheckpointsOfKey(
  tx: Transaction,
  organizationId: string,
  keyFingerprint: string,
  limit: number,
): Promise<CheckpointRow[]> {
  return tx
    .select(checkpointColumns)
    .from(auditCheckpoints)
    .where(
      and(
        eq(auditCheckpoints.organizationId, organizationId),
        eq(auditCheckpoints.keyFingerprint, keyFingerprint),
      ),
    )
    .orderBy(desc(auditCheckpoints.sequence))
    .limit(limit);
}

/** The hashes of the rows with these sequences, where there are such rows. */
export async function findRowHashes(
  tx: Transaction,
  organizationId: string,
  sequences: readonly number[],
): Promise<Map<number, Buffer>> {
  const rows = await tx
    .select({ sequence: auditEvents.sequence, hash: auditEvents.hash })
    .from(auditEvents)
    .where(
      and(eq(auditEvents.organizationId, organizationId), inArray(auditEvents.sequence, [...sequences])),
    );
  return new Map(rows.map(({ sequence, hash }) => [sequence, hash]));
}

/**
 * Whether this process was the one to store it; another may have signed the same head at the same moment, and what is
 * no row of the chain is not stored.
 */
export async function storeCheckpoint(
  tx: Transaction,
  organizationId: string,
  { sequence, hash, signedAt, keyFingerprint, signature }: CheckpointRow,
  publicKeyPem: string,
): Promise<boolean> {
  const [row] = await tx.execute<{ is_stored: boolean }>(sql`select store_audit_checkpoint(
    ${organizationId}::uuid, ${sequence}::bigint, ${hash}::bytea, ${signedAt}::timestamptz,
    ${keyFingerprint}::text, ${publicKeyPem}::text, ${signature}::bytea
  ) as is_stored`);
  return row?.is_stored === true;
}
