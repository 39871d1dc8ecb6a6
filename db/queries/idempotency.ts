/** Answers stored under idempotency keys. The owner of a key is an application or a personal key. */
import { createHash } from "node:crypto";
import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { idempotencyKeys } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";

export type IdempotencyKeyRow = typeof idempotencyKeys.$inferSelect;

type World = { organizationId: string; environment: Environment };

/**
 * Takes the key for this transaction alone; `false` when another one has it. Keys share the numbers of advisory locks
 * by their digest's first 64 bits.
 */
export async function holdIdempotencyKey(tx: Transaction, ownerId: string, key: string): Promise<boolean> {
  const digest = createHash("sha256")
    .update(JSON.stringify(["idempotency key", ownerId, key]))
    .digest();
  const [row] = await tx.execute(
    sql`select pg_try_advisory_xact_lock(${digest.readBigInt64BE().toString()}::bigint) as held`,
  );
  return z.object({ held: z.boolean() }).parse(row).held;
}

/** The answer stored under a key that has not expired at `now`. To be read after the key is held. */
export async function findStoredAnswer(
  tx: Transaction,
  { organizationId, environment }: World,
  { ownerId, key, now }: { ownerId: string; key: string; now: Date },
): Promise<IdempotencyKeyRow | undefined> {
  const [row] = await tx
    .select()
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.organizationId, organizationId),
        eq(idempotencyKeys.environment, environment),
        eq(idempotencyKeys.ownerId, ownerId),
        eq(idempotencyKeys.key, key),
        gt(idempotencyKeys.expiresAt, now),
      ),
    );
  return row;
}

/** Stores an answer; one that has expired under the same key gives way. */
export async function storeAnswer(tx: Transaction, row: typeof idempotencyKeys.$inferInsert): Promise<void> {
  const { organizationId: _, applicationId: __, personalKeyId: ___, key: ____, ...changes } = row;
  await tx
    .insert(idempotencyKeys)
    .values(row)
    .onConflictDoUpdate({
      target: [idempotencyKeys.organizationId, idempotencyKeys.ownerId, idempotencyKeys.key],
      set: changes,
    });
}

/** What a page of keys shows; not the answers themselves. */
export type ListedIdempotencyKey = Pick<
  IdempotencyKeyRow,
  "key" | "method" | "path" | "status" | "requestId" | "createdAt" | "expiresAt"
>;

/** Keys that have not expired at `now`, newest first: `limit` of them, after the one of the request `before`. */
export function listIdempotencyKeyRows(
  tx: Transaction,
  { organizationId, environment }: World,
  { applicationId, key, now }: { applicationId: string; key: string | undefined; now: Date },
  { limit, before }: { limit: number; before: string | undefined },
): Promise<ListedIdempotencyKey[]> {
  const { method, path, status, requestId, createdAt, expiresAt } = idempotencyKeys;
  return tx
    .select({ key: idempotencyKeys.key, method, path, status, requestId, createdAt, expiresAt })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.organizationId, organizationId),
        eq(idempotencyKeys.environment, environment),
        eq(idempotencyKeys.applicationId, applicationId),
        gt(idempotencyKeys.expiresAt, now),
        key === undefined ? undefined : eq(idempotencyKeys.key, key),
        before === undefined ? undefined : lt(requestId, before),
      ),
    )
    .orderBy(desc(requestId))
    .limit(limit);
}

/** Forgets up to `limit` keys of any tenant that have expired; gives how many there were. */
export async function forgetExpiredIdempotencyKeys(
  db: Database["db"],
  now: Date,
  limit: number,
): Promise<number> {
  const [row] = await db.execute(
    sql`select forget_expired_idempotency_keys(${now.toISOString()}::timestamptz, ${limit}::integer) as removed`,
  );
  return z.object({ removed: z.int() }).parse(row).removed;
}
