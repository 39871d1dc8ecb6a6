import { fileStorage } from "@/lib/documents/file-storage";
import { s3Storage } from "@/lib/documents/s3-storage";
import type { DocumentStorage } from "@/lib/documents/storage";
import type { DocumentSettings } from "@/lib/settings";

/** The storage that the settings name. Nothing is touched before the first use. */
export function openDocumentStorage({ storage }: DocumentSettings): DocumentStorage {
  return storage.kind === "s3" ? s3Storage(storage) : fileStorage(storage.directory);
}
