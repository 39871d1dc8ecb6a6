/** Where the files lie that are read while the platform runs: beside its sources, also when a build has put those together. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** It has to be there to serve pages, and stands in the root alone. */
const MARK = "next.config.mjs";

export const PROJECT_ROOT = nearestWith(MARK, path.dirname(fileURLToPath(import.meta.url)));

function nearestWith(name: string, folder: string): string {
  if (existsSync(path.join(folder, name))) return folder;
  const above = path.dirname(folder);
  if (above === folder) throw new Error(`No folder above this program has ${name}.`);
  return nearestWith(name, above);
}
