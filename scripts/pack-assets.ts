/**
 * Compresses scripts and styles of the build as far as brotli goes, as a part of the build: what is done once need not be
 * done for each reader. `lib/server/packed-assets.ts` sends them.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const [, , from, to] = process.argv;
if (from === undefined || to === undefined)
  throw new Error("Expected the folder to read and the one to write to.");

const compress = promisify(brotliCompress);
const names = (await readdir(from, { recursive: true })).filter((name) => /\.(js|css)$/.test(name));
await Promise.all(
  names.map(async (name) => {
    const file = path.join(to, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, await compress(await readFile(path.join(from, name))));
  }),
);
