/**
 * Where contents of documents lie. A content is written once and never changes: its key is whose it is and its hash, so
 * the same content sent twice is there once.
 */
import type { Readable } from "node:stream";
import type { Environment } from "@/lib/schemas/common";

/** `sha256` is lower-case hex. */
export type ContentKey = { organizationId: string; environment: Environment; sha256: string };

/** A file on this machine, complete and closed, whose hash and size are known. */
export type LocalFile = { path: string; sizeBytes: number; sha256: string };

/** Bytes `first` to `last`, both included, counted from 0. */
export type ByteRange = { first: number; last: number };

export interface DocumentStorage {
  /**
   * Keeps the file's content under the key, durably: once this has resolved, no crash loses it. The file may be gone
   * afterwards. Putting what is there already changes nothing.
   */
  put(key: ContentKey, file: LocalFile): Promise<void>;
  /** The content or a part of it, read as it is taken. Throws `ContentMissing`; who stops reading destroys the stream. */
  open(key: ContentKey, range?: ByteRange): Promise<Readable>;
  /** How many bytes lie under the key, or `null` where nothing does. */
  sizeOf(key: ContentKey): Promise<number | null>;
  /** Deleting what is not there is no error. */
  delete(key: ContentKey): Promise<void>;
}

/** A document's row is there and its content is not: a restored backup that lacks files, or a lost disk. */
export class ContentMissing extends Error {
  override name = "ContentMissing";

  constructor(key: ContentKey) {
    super(`No content under ${keyPath(key)}.`);
  }
}

/** The key as a path of plain segments, which all come from us: a UUID, a word, hex. */
export function keyPath({ organizationId, environment, sha256 }: ContentKey): string {
  return `${organizationId}/${environment}/${sha256}`;
}
