/** Files of this repository that the documentation shows. Read at run time: the app runs from its checkout. */
import { readFileSync } from "node:fs";
import path from "node:path";

/** The text of the file at this path below the root. Throws where there is none. */
export function readRepositoryFile(file: string): string {
  // Without the mark the build would take every file of the project for a part of the server.
  return readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), file), "utf8");
}
