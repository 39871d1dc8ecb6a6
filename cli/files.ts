import { readFile } from "node:fs/promises";
import path from "node:path";
import { CommandError } from "@/cli/errors";

/** The text of a file that the command line names, by an option or as FILE; says which file when it cannot be read. */
export async function readTextFile(file: string, option?: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const cause = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new CommandError(
      "invalid_request",
      "file_not_readable",
      `The file${option === undefined ? "" : ` of --${option}`} cannot be read${cause}: ${path.resolve(file)}`,
    );
  }
}
