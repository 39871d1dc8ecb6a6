/** One PostgreSQL for the run, with one migrated database that every test file clones. */
import { readFileSync, rmSync } from "node:fs";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgresJs from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { openDataDirectory, readOrCreateSecrets } from "@/lib/boot/data-directory";
import { joinEmbeddedPostgres } from "@/lib/boot/embedded-postgres";
import { PROJECT_ROOT } from "@/lib/project-root";

declare module "vitest" {
  interface ProvidedContext {
    ownerUrl: string;
    appUrl: string;
    /** A folder of this run alone. */
    runDirectory: string;
    /** Where this run's programs are made: beside the packages that they load. */
    programsFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = await mkdtemp(path.join(await quickFolder(), "nuvera-test-"));
  const besidePackages = path.join(PROJECT_ROOT, "node_modules", `.${path.basename(root)}`);
  const directory = await openDataDirectory(root);
  const postgres = await joinEmbeddedPostgres(directory, await readOrCreateSecrets(directory));
  // Vitest ends a millisecond after SIGINT or SIGTERM: nothing that takes longer would happen.
  const abandon = () => stopAtOnce(root, besidePackages);
  process.once("exit", abandon);
  await withoutWaitingForDisks(postgres.ownerUrl);
  await migrateDatabase(postgres.ownerUrl);
  project.provide("ownerUrl", postgres.ownerUrl);
  project.provide("appUrl", postgres.appUrl);
  project.provide("runDirectory", root);
  project.provide("programsFolder", path.join(besidePackages, "programs"));
  return async () => {
    process.off("exit", abandon);
    await postgres.leave();
    for (const folder of [root, besidePackages]) await rm(folder, { recursive: true, force: true });
  };
}

/** Linux keeps what is in it in memory. */
const MEMORY = "/dev/shm";
/** Several times what a run keeps there. */
const ROOM_BYTES = 4 * 1024 ** 3;

/** A database is 800 files, and each test file clones one: making them takes longer on a disk than most tests do. */
async function quickFolder(): Promise<string> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= ROOM_BYTES ? MEMORY : tmpdir();
}

/** Postgres's own "immediate" shutdown, and its data deleted, without waiting for either. */
function stopAtOnce(root: string, besidePackages: string): void {
  try {
    const note = readFileSync(path.join(root, "postgres", "postmaster.pid"), "utf8");
    process.kill(Number.parseInt(note, 10), "SIGQUIT");
  } catch {
    // It has not begun, or has ended.
  }
  for (const folder of [root, besidePackages])
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** No test pulls the plug of the machine, and what a killed server had written stays in the system's memory. */
async function withoutWaitingForDisks(ownerUrl: string): Promise<void> {
  const owner = postgresJs(ownerUrl, { max: 1, onnotice: () => {} });
  for (const setting of ["fsync", "full_page_writes"])
    await owner.unsafe(`alter system set ${setting} = off`);
  await owner`select pg_reload_conf()`;
  await owner.end();
}
