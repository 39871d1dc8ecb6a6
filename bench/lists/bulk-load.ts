/** Writing very many rows quickly into a database that may be thrown away. */
import type postgres from "postgres";

/** Only while loading: what a crash would cost is the bench's own data, which is made anew each time. */
const RECKLESS = {
  fsync: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_wal_size: "16GB",
  checkpoint_timeout: "1h",
};

/**
 * Runs `load` without secondary indexes and triggers on these tables, foreign keys' checks included, so everything it
 * writes has to fit them. Afterwards the indexes are as before, the tables vacuumed and analyzed, and all of it on disk.
 */
export async function bulkLoad(
  sql: postgres.Sql,
  tables: readonly string[],
  load: () => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  for (const [name, value] of Object.entries(RECKLESS)) {
    await sql.unsafe(`alter system set ${name} = '${value}'`);
  }
  await sql`select pg_reload_conf()`;
  await sql`set synchronous_commit = off`;
  await sql`set maintenance_work_mem = '1GB'`;
  const indexes = await secondaryIndexes(sql, tables);
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);

  await sql`set session_replication_role = replica`;
  await load();
  await sql`set session_replication_role = origin`;

  for (const { name, definition } of indexes) {
    await timed(`index ${name}`, say, () => sql.unsafe(definition));
  }
  for (const table of tables) {
    await timed(`vacuum analyze ${table}`, say, () => sql.unsafe(`vacuum (freeze, analyze) ${table}`));
  }
  for (const name of Object.keys(RECKLESS)) await sql.unsafe(`alter system reset ${name}`);
  await sql`select pg_reload_conf()`;
  await timed("checkpoint", say, () => sql`checkpoint`);
}

/** Runs `work` and says how long that took. */
export async function timed(
  what: string,
  say: (line: string) => void,
  work: () => PromiseLike<unknown>,
): Promise<void> {
  const started = performance.now();
  await work();
  say(`  ${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Those that no constraint needs. */
function secondaryIndexes(sql: postgres.Sql, tables: readonly string[]) {
  return sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
      from pg_index
     where indrelid in (select value::regclass from jsonb_array_elements_text(${JSON.stringify(tables)}::text::jsonb))
       and not exists (select from pg_constraint where conindid = indexrelid)
     order by 1`;
}
