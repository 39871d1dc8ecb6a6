/** One PostgreSQL for the run, with one migrated database that every test file clones. */
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
  await withoutWaitingForDisks(postgres.ownerUrl);
  await migrateDatabase(postgres.ownerUrl);
  project.provide("ownerUrl", postgres.ownerUrl);
  project.provide("appUrl", postgres.appUrl);
  project.provide("runDirectory", root);
  return async () => {
    await postgres.leave();
    await rm(root, { recursive: true, force: true });
  };
}

/** No test pulls the plug of the machine, and what a killed server had written stays in the system's memory. */
async function withoutWaitingForDisks(ownerUrl: string): Promise<void> {
  const owner = postgresJs(ownerUrl, { max: 1, onnotice: () => {} });
  for (const setting of ["fsync", "full_page_writes"])
    await owner.unsafe(`alter system set ${setting} = off`);
  await owner`select pg_reload_conf()`;
  await owner.end();
}
