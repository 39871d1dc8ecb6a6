/** One PostgreSQL for the run, with one migrated database that every test file clones. */
import { readFileSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgresJs from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { openDataDirectory, readOrCreateSecrets } from "@/lib/boot/data-directory";
import { joinEmbeddedPostgres } from "@/lib/boot/embedded-postgres";

declare module "vitest" {
  interface ProvidedContext {
    ownerUrl: string;
    appUrl: string;
    /** A folder of this run alone. */
    runDirectory: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = await mkdtemp(path.join(tmpdir(), "nuvera-test-"));
  const directory = await openDataDirectory(root);
  const postgres = await joinEmbeddedPostgres(directory, await readOrCreateSecrets(directory));
  // Vitest ends a millisecond after SIGINT or SIGTERM: nothing that takes longer would happen.
  const abandon = () => stopAtOnce(root);
  process.once("exit", abandon);
  await withoutWaitingForDisks(postgres.ownerUrl);
  await migrateDatabase(postgres.ownerUrl);
  project.provide("ownerUrl", postgres.ownerUrl);
  project.provide("appUrl", postgres.appUrl);
  project.provide("runDirectory", root);
  return async () => {
    process.off("exit", abandon);
    await postgres.leave();
    await rm(root, { recursive: true, force: true });
  };
}

/** Postgres's own "immediate" shutdown, and its data deleted, without waiting for either. */
function stopAtOnce(root: string): void {
  try {
    const note = readFileSync(path.join(root, "postgres", "postmaster.pid"), "utf8");
    process.kill(Number.parseInt(note, 10), "SIGQUIT");
  } catch {
    // It has not begun, or has ended.
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
}

/** No test pulls the plug of the machine, and what a killed server had written stays in the system's memory. */
async function withoutWaitingForDisks(ownerUrl: string): Promise<void> {
  const owner = postgresJs(ownerUrl, { max: 1, onnotice: () => {} });
  for (const setting of ["fsync", "full_page_writes"])
    await owner.unsafe(`alter system set ${setting} = off`);
  await owner`select pg_reload_conf()`;
  await owner.end();
}
