/**
 * Files on their way in: each request writes to one of its own, which ends with the request. What a crash leaves behind
 * is removed by age.
 */
import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { TELLING_BYTES } from "@/lib/documents/content-type";
import type { LocalFile } from "@/lib/documents/storage";

const ENDING = ".part";

/** A file that has come in whole; `firstBytes` tell what it is. */
export type SpooledFile = LocalFile & { firstBytes: Uint8Array };

/** A file that somebody uploaded, with the name that they gave it, if any. */
export type UploadedFile = SpooledFile & { fileName: string | null };

/** One file while it comes in. */
export class Spool {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash("sha256");
  #firstBytes: Buffer = Buffer.alloc(0);
  #sizeBytes = 0;

  private constructor(file: string, handle: FileHandle) {
    this.#path = file;
    this.#handle = handle;
  }

  /** Begins a file in `directory`, which is made when needed. */
  static async begin(directory: string): Promise<Spool> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const file = path.join(directory, `${randomUUID()}${ENDING}`);
    return new Spool(file, await open(file, "wx", 0o600));
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Resolves when the bytes are written and their memory may be used for something else. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#firstBytes.length < TELLING_BYTES) {
      const missing = TELLING_BYTES - this.#firstBytes.length;
      this.#firstBytes = Buffer.concat([this.#firstBytes, bytes.subarray(0, missing)]);
    }
    this.#hash.update(bytes);
    await this.#handle.appendFile(bytes);
    this.#sizeBytes += bytes.byteLength;
  }

  /** The file as it is now; nothing may be written afterwards. */
  async finish(): Promise<SpooledFile> {
    await this.#handle.close();
    return {
      path: this.#path,
      sizeBytes: this.#sizeBytes,
      sha256: this.#hash.digest("hex"),
      firstBytes: this.#firstBytes,
    };
  }

  /** Removes the file, if it is still there. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }
}

/** Removes files that were last written to before `before`; a folder that is not there holds none. */
export async function removeLeftovers(directory: string, before: Date): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(ENDING))) {
    const file = path.join(directory, name);
    const found = await stat(file).catch(() => null);
    if (found !== null && found.mtimeMs < before.getTime()) await rm(file, { force: true });
  }
}
