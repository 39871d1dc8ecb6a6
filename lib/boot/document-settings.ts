/** Where a deployment keeps the contents of documents. */
import path from "node:path";
import type { DataDirectory } from "@/lib/boot/data-directory";
import type { S3Settings } from "@/lib/documents/s3-storage";
import { type ProcessEnvironment, SettingsError } from "@/lib/env";
import type { DocumentSettings } from "@/lib/settings";

/** What compatible services usually call theirs, and Amazon its first. */
const DEFAULT_REGION = "us-east-1";

/**
 * The bucket that is set, or else a folder. Files that come in are first written to the data folder either way.
 * Throws `SettingsError` for half a setting.
 */
export function documentSettingsOf(
  environment: ProcessEnvironment,
  { documents }: DataDirectory,
): DocumentSettings {
  const bucket = environment.NUVERA_DOCUMENTS_S3_BUCKET;
  return {
    spoolDirectory: path.join(documents, "incoming"),
    storage:
      bucket === undefined
        ? { kind: "files", directory: path.join(documents, "contents") }
        : { kind: "s3", ...s3SettingsOf(environment, bucket) },
  };
}

function s3SettingsOf(environment: ProcessEnvironment, bucket: string): S3Settings {
  const {
    NUVERA_DOCUMENTS_S3_ENDPOINT: endpoint,
    NUVERA_DOCUMENTS_S3_ACCESS_KEY_ID: accessKeyId,
    NUVERA_DOCUMENTS_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = environment;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new SettingsError(
      "NUVERA_DOCUMENTS_S3_ACCESS_KEY_ID and NUVERA_DOCUMENTS_S3_SECRET_ACCESS_KEY: set both, or neither.",
    );
  }
  const pathStyle = environment.NUVERA_DOCUMENTS_S3_PATH_STYLE ?? (endpoint === undefined ? "0" : "1");
  return {
    bucket,
    region: environment.NUVERA_DOCUMENTS_S3_REGION ?? DEFAULT_REGION,
    pathStyle: pathStyle === "1",
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
  };
}
