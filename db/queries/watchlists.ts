/** Imported lists. They belong to no tenant, so all of this may run outside of a scope. */
import { and, eq, lt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { watchlistImports, watchlists } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";
import type { ListedRow } from "@/lib/screening/csv";

type Executor = Database["db"] | Transaction;

export type WatchlistRow = typeof watchlists.$inferSelect;
export type WatchlistImportRow = typeof watchlistImports.$inferSelect;

export function listWatchlistRows(db: Executor): Promise<WatchlistRow[]> {
  return db.select().from(watchlists).orderBy(watchlists.name);
}

export async function findWatchlistRow(db: Executor, name: string): Promise<WatchlistRow | undefined> {
  const [row] = await db.select().from(watchlists).where(eq(watchlists.name, name));
  return row;
}

/** The newest import of each list, whatever became of it. */
export async function listNewestImports(db: Executor): Promise<WatchlistImportRow[]> {
  return db
    .selectDistinctOn([watchlistImports.list])
    .from(watchlistImports)
    .orderBy(watchlistImports.list, sql`${watchlistImports.version} desc`);
}

/**
 * Takes the next version of a list for an import, unless one is under way (then `null`). The file's digest stays with it.
 */
export async function beginImport(
  db: Executor,
  wanted: { list: string; sourceName: string; sourceSha256: Buffer; now: Date },
): Promise<number | null> {
  const { list, sourceName, sourceSha256 } = wanted;
  const now = wanted.now.toISOString();
  const [row] = await db.execute(sql`
    insert into watchlist_imports
      (list, version, state, source_name, source_sha256, entry_count, started_at, heartbeat_at)
    select ${list}, coalesce(max(version), 0) + 1, 'RUNNING', ${sourceName}, ${sourceSha256}::bytea, 0,
           ${now}::timestamptz, ${now}::timestamptz
      from watchlist_imports where list = ${list}
    on conflict do nothing
    returning version`);
  return row === undefined ? null : z.int().parse(row.version);
}

/** Imports that have been silent since `silentSince` count as failed. */
export async function giveUpSilentImports(db: Executor, silentSince: Date, now: Date): Promise<void> {
  await db
    .update(watchlistImports)
    .set({ state: "FAILED", finishedAt: now, failure: "The process that imported it ended." })
    .where(and(eq(watchlistImports.state, "RUNNING"), lt(watchlistImports.heartbeatAt, silentSince)));
}

export async function failImport(
  db: Executor,
  { list, version }: { list: string; version: number },
  failure: string,
  now: Date,
): Promise<void> {
  await db
    .update(watchlistImports)
    .set({ state: "FAILED", finishedAt: now, failure })
    .where(
      and(
        eq(watchlistImports.list, list),
        eq(watchlistImports.version, version),
        eq(watchlistImports.state, "RUNNING"),
      ),
    );
}

/** Stores entries of a version that is being imported. False when that import was given up meanwhile. */
export async function storeEntries(
  { db }: Database,
  { list, version }: { list: string; version: number },
  rows: readonly ListedRow[],
  now: Date,
): Promise<boolean> {
  const entries = JSON.stringify(rows.map(({ names, ...entry }) => entry));
  const names = JSON.stringify(
    rows.flatMap(({ entityId, names: ofEntity }) =>
      ofEntity.map((listed, position) => ({ entityId, position, ...listed })),
    ),
  );
  return db.transaction(async (tx) => {
    // Also takes the row, so that whoever gives the import up waits for this, and then finds what there is to remove.
    const running = await tx
      .update(watchlistImports)
      .set({ heartbeatAt: now, entryCount: sql`${watchlistImports.entryCount} + ${rows.length}` })
      .where(
        and(
          eq(watchlistImports.list, list),
          eq(watchlistImports.version, version),
          eq(watchlistImports.state, "RUNNING"),
        ),
      )
      .returning({ version: watchlistImports.version });
    if (running.length === 0) return false;
    await tx.execute(sql`
      insert into watchlist_entries (
        list, version, entity_id, schema, caption, aliases, birth_dates, countries, addresses, identifiers, sanctions,
        topics, datasets, first_seen, last_change, identifier_keys
      )
      select ${list}, ${version}::integer, r."entityId", r.schema, r.caption, r.aliases, r."birthDates", r.countries,
             r.addresses, r.identifiers, r.sanctions, r.topics, r.datasets, r."firstSeen", r."lastChange",
             array(select jsonb_array_elements_text(r."identifierKeys"))
        from jsonb_to_recordset(${entries}::text::jsonb) as r (
          "entityId" text, schema text, caption text, aliases jsonb, "birthDates" jsonb, countries jsonb, addresses jsonb,
          identifiers jsonb, sanctions jsonb, topics jsonb, datasets jsonb, "firstSeen" timestamptz,
          "lastChange" timestamptz, "identifierKeys" jsonb
        )`);
    await tx.execute(sql`
      insert into watchlist_names (list, version, entity_id, position, name, normalized, phonetic)
      select ${list}, ${version}::integer, r."entityId", r.position, r.name, r.normalized, name_keys(r.normalized)
        from jsonb_to_recordset(${names}::text::jsonb) as r (
          "entityId" text, position integer, name text, normalized text
        )`);
    return true;
  });
}

/**
 * Puts a version into force, in one statement: before it every screening sees the old one, after it the new. Gives how many
 * entries it has, or `null` when its import was given up meanwhile.
 */
export async function switchVersion(
  tx: Transaction,
  next: {
    list: string;
    version: number;
    environments: readonly Environment[];
    algorithm: string;
    now: Date;
  },
): Promise<{ entryCount: number; dataAsOf: Date | null } | null> {
  const { list, version, algorithm } = next;
  const now = next.now.toISOString();
  const environments = JSON.stringify(next.environments);
  const [row] = await tx.execute(sql`
    with completed as (
      update watchlist_imports set state = 'COMPLETED', finished_at = ${now}::timestamptz, heartbeat_at = ${now}::timestamptz
       where list = ${list} and version = ${version} and state = 'RUNNING'
      returning entry_count, source_name, source_sha256
    ), newest as (
      select max(last_change) as last_change from watchlist_entries where list = ${list} and version = ${version}
    )
    insert into watchlists (
      name, environments, version, entry_count, source_name, source_sha256, data_as_of, imported_at, sequence, algorithm
    )
    select ${list}, ${environments}::text::jsonb, ${version}::integer, c.entry_count, c.source_name, c.source_sha256,
           n.last_change, ${now}::timestamptz, nextval('watchlist_sequence'), ${algorithm}
      from completed c cross join newest n
    on conflict (name) do update set
      environments = excluded.environments, version = excluded.version, entry_count = excluded.entry_count,
      source_name = excluded.source_name, source_sha256 = excluded.source_sha256, data_as_of = excluded.data_as_of,
      imported_at = excluded.imported_at, sequence = excluded.sequence, algorithm = excluded.algorithm
    returning entry_count, data_as_of`);
  if (row === undefined) return null;
  const dataAsOf = z.union([z.date(), z.string()]).nullable().parse(row.data_as_of);
  return {
    entryCount: z.int().parse(row.entry_count),
    dataAsOf: dataAsOf === null ? null : new Date(dataAsOf),
  };
}

/** Has a list serve other environments; everything in them is due again. */
export async function changeEnvironments(
  tx: Transaction,
  list: string,
  environments: readonly Environment[],
): Promise<void> {
  await tx
    .update(watchlists)
    .set({ environments: [...environments], sequence: sql`nextval('watchlist_sequence')` })
    .where(eq(watchlists.name, list));
}

/** Imports take turns where they come into force, so that the order of their numbers is the order of what others see. */
export async function lockSwitching(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SWITCH_LOCK})`);
}
/** Any fixed number of its own serves. */
const SWITCH_LOCK = 7_202_613;

/** Versions that are neither in force nor being imported, and that have left something behind. */
export async function listLeftVersions(db: Executor): Promise<{ list: string; version: number }[]> {
  const rows = await db.execute(sql`
    select i.list, i.version from watchlist_imports i
     where i.state <> 'RUNNING'
       and not exists (select from watchlists w where w.name = i.list and w.version = i.version)
       and (exists (select from watchlist_names n where n.list = i.list and n.version = i.version)
         or exists (select from watchlist_entries e where e.list = i.list and e.version = i.version))
     order by i.list, i.version`);
  return rows.map((row) => z.object({ list: z.string(), version: z.int() }).parse(row));
}

/** Removes up to `limit` names, then entries, of a version; gives how many went. */
export async function deleteSomeOfVersion(
  db: Executor,
  { list, version }: { list: string; version: number },
  limit: number,
): Promise<number> {
  const [names] = await db.execute(sql`
    with gone as (
      delete from watchlist_names where ctid = any (array(
        select ctid from watchlist_names where list = ${list} and version = ${version} limit ${limit}
      )) returning 1
    ) select count(*)::integer as removed from gone`);
  const removed = z.int().parse(names?.removed);
  if (removed > 0) return removed;
  const [entries] = await db.execute(sql`
    with gone as (
      delete from watchlist_entries where ctid = any (array(
        select ctid from watchlist_entries where list = ${list} and version = ${version} limit ${limit}
      )) returning 1
    ) select count(*)::integer as removed from gone`);
  return z.int().parse(entries?.removed);
}
