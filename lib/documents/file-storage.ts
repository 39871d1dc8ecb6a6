/** Contents as files in a folder, for one machine or for several that share it. */
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import {
  type ByteRange,
  type ContentKey,
  ContentMissing,
  type DocumentStorage,
  keyPath,
  type LocalFile,
} from "@/lib/documents/storage";

/** Storage in `directory`, which is made when needed. Files that are put must lie in the same file system. */
export function fileStorage(directory: string): DocumentStorage {
  const pathOf = (key: ContentKey) => path.join(directory, keyPath(key));
  return {
    put: (key, file) => putFile(pathOf(key), file),
    open: (key, range) => openFile(pathOf(key), key, range),
    sizeOf: async (key) => {
      const found = await stat(pathOf(key)).catch(nullIfMissing);
      return found === null ? null : found.size;
    },
    delete: (key) => rm(pathOf(key), { force: true }),
  };
}

/**
 * After a crash at any point there is the whole content under its name or nothing: the file reaches the disk before it
 * gets its name, and the name before this resolves.
 */
async function putFile(target: string, { path: source }: LocalFile): Promise<void> {
  await sync(source);
  const folder = path.dirname(target);
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(source, target);
  await sync(folder);
  if (firstMade === undefined) return;
  for (let made = folder; made.length >= firstMade.length; made = path.dirname(made)) {
    await sync(path.dirname(made));
  }
}

async function openFile(file: string, key: ContentKey, range: ByteRange | undefined): Promise<Readable> {
  const handle = await open(file, "r").catch(nullIfMissing);
  if (handle === null) throw new ContentMissing(key);
  return handle.createReadStream(range === undefined ? {} : { start: range.first, end: range.last });
}

/** Brings a file's bytes, or a folder's names, to the disk. */
async function sync(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
