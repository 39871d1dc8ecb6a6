/** A platform's database that is one bench's alone: it begins empty and is taken away afterwards. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { type Operator, openOperator } from "@/bench/operator";
import { migrateDatabase } from "@/db/migrate";
import { openDeployment } from "@/lib/boot/deployment";
import { abortOnShutdownSignal, unlessAborted } from "@/lib/boot/shutdown";
import { readProcessEnvironment } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import type { Settings } from "@/lib/settings";

export type OwnDatabase = { dataDirectory: string; settings: Settings; operator: Operator };

/**
 * Runs `work` with a migrated database under `bench/.data`, whose folder `name` begins. SIGINT and SIGTERM end it too: then it
 * throws the signal's error. However it ends, the database is stopped and its data deleted.
 */
export async function withOwnDatabase<Result>(
  name: string,
  work: (database: OwnDatabase) => Promise<Result>,
): Promise<Result> {
  const signal = abortOnShutdownSignal();
  const dataDirectory = path.join(PROJECT_ROOT, "bench", ".data", `${name}-${process.pid}`);
  const environment = {
    ...readProcessEnvironment(),
    NUVERA_DATA_DIR: dataDirectory,
    DATABASE_URL: undefined,
  };
  const { settings, ownerDatabaseUrl, leave } = await openDeployment(environment);
  const migrateAndWork = async () => {
    await migrateDatabase(ownerDatabaseUrl);
    const operator = await openOperator(dataDirectory);
    try {
      return await work({ dataDirectory, settings, operator });
    } finally {
      await operator.close();
    }
  };
  try {
    return await unlessAborted(migrateAndWork(), signal);
  } finally {
    await leave();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}
