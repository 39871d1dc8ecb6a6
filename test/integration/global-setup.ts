/** One PostgreSQL for the run, with one migrated database that every test file clones. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
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
  await migrateDatabase(postgres.ownerUrl);
  project.provide("ownerUrl", postgres.ownerUrl);
  project.provide("appUrl", postgres.appUrl);
  project.provide("runDirectory", root);
  return async () => {
    await postgres.leave();
    await rm(root, { recursive: true, force: true });
  };
}
