/**
 * The schema of the job queue (graphile-worker), brought to its newest form, and what the application's role needs in it:
 * the library shows its tables to their owner alone.
 */
import { Logger, runMigrations } from "graphile-worker";
import type { Sql } from "postgres";
import { APP_ROLE } from "@/lib/settings";

const SCHEMA = "graphile_worker";

/** Runs as the owner, under the lock of the migrations. `ownerUrl` names one host. */
export async function migrateJobQueue(ownerUrl: string, owner: Sql): Promise<void> {
  await runMigrations({
    connectionString: ownerUrl,
    logger: new Logger(() => () => {}),
  });
  await owner.unsafe(`
    grant usage on schema ${SCHEMA} to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${APP_ROLE};
    grant usage, select on all sequences in schema ${SCHEMA} to ${APP_ROLE};
    grant execute on all functions in schema ${SCHEMA} to ${APP_ROLE};
    do $$
    declare
      v_table text;
    begin
      for v_table in
        select t.tablename from pg_tables t
         where t.schemaname = '${SCHEMA}' and t.rowsecurity
           and not exists (
             select from pg_policies p
              where p.schemaname = t.schemaname and p.tablename = t.tablename and p.policyname = 'worker'
           )
      loop
        execute format('create policy worker on ${SCHEMA}.%I to ${APP_ROLE} using (true) with check (true)', v_table);
      end loop;
    end
    $$;
  `);
}
