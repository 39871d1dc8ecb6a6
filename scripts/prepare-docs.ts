/**
 * Writes every text of the documentation into the folder that is named, as a part of the build: `lib/boot/build.ts`
 * runs it in a process of its own, so that the one that serves never loads what parses and colours.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { docsLibrary } from "@/lib/docs/library";
import { textMakers } from "@/lib/docs/prepare";

const [, , folder] = process.argv;
if (folder === undefined) throw new Error("Expected the folder to write to.");

const library = docsLibrary();
for (const [name, make] of textMakers(library)) {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await make(library));
}
