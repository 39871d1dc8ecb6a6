/** Brings a database to the newest schema. Forward only; safe when several processes start at once. */
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { migrateJobQueue } from "@/db/job-queue";
import { findPrimaryUrl } from "@/db/primary";
import { PROJECT_ROOT } from "@/lib/project-root";
import { APP_ROLE } from "@/lib/settings";

const MIGRATIONS = path.join(PROJECT_ROOT, "db", "migrations");

/** Any fixed number serves; it only has to be the same in every process that migrates. */
const MIGRATION_LOCK = 7_202_611;

/**
 * Runs as the owner of the tables (or a role that may create them), on a connection of its own: its lock is the session's.
 * Throws when a migration fails.
 */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const ownerUrl = await findPrimaryUrl(databaseUrl);
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
    await migrateJobQueue(ownerUrl, client);
    // A login that owns the tables may work as the application's role; on the embedded database it need not.
    await client.unsafe(`grant ${APP_ROLE} to current_user`);
    await client`select pg_advisory_unlock(${MIGRATION_LOCK})`;
  } finally {
    await client.end({ timeout: 5 });
  }
}
