/** What imports left behind: versions that were replaced, and those of imports that broke off. */
import { deleteSomeOfVersion, giveUpSilentImports, listLeftVersions } from "@/db/queries/watchlists";
import type { Runtime } from "@/lib/runtime";

/** Small enough that no statement takes long. */
const BATCH = 2_000;
/** Longer than an import waits, so that housekeeping never competes with one that is only slow. */
const SILENCE_MILLISECONDS = 300_000;

/** Removes them, batch by batch. Several processes may do it at once. */
export async function removeLeftVersions({ database: { db } }: Runtime): Promise<void> {
  for (const version of await listLeftVersions(db)) {
    while ((await deleteSomeOfVersion(db, version, BATCH)) > 0);
  }
}

/** The same for housekeeping, which also finds imports whose process is gone. */
export async function tidyWatchlists(runtime: Runtime): Promise<void> {
  const now = runtime.clock();
  await giveUpSilentImports(runtime.database.db, new Date(now.getTime() - SILENCE_MILLISECONDS), now);
  await removeLeftVersions(runtime);
}
