/** Contents as objects of a bucket, in Amazon S3 or whatever speaks its protocol. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { type ContentKey, ContentMissing, type DocumentStorage, keyPath } from "@/lib/documents/storage";

export type S3Settings = {
  bucket: string;
  region: string;
  /** Where the service is, unless it is Amazon's own. */
  endpoint?: string;
  /** `https://host/bucket/key` rather than `https://bucket.host/key`. */
  pathStyle: boolean;
  /** Without them the SDK looks where it always does: environment, profile, role of the machine. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

const CONNECTION_TIMEOUT_MILLISECONDS = 5_000;
/** Without a byte either way. */
const IDLE_TIMEOUT_MILLISECONDS = 20_000;

type Sdk = typeof import("@aws-sdk/client-s3");

/** Storage in the bucket, which must exist. The SDK is loaded with the first use: it is large, and most do without. */
export function s3Storage(settings: S3Settings): DocumentStorage {
  let connected: Promise<{ sdk: Sdk; client: S3Client }> | undefined;
  const connect = () => {
    connected ??= import("@aws-sdk/client-s3").then((sdk) => ({ sdk, client: clientOf(sdk, settings) }));
    return connected;
  };
  const at = (key: ContentKey) => ({ Bucket: settings.bucket, Key: keyPath(key) });
  return {
    put: async (key, file) => {
      const { sdk, client } = await connect();
      const command = new sdk.PutObjectCommand({
        ...at(key),
        Body: createReadStream(file.path),
        ContentLength: file.sizeBytes,
        ChecksumSHA256: Buffer.from(file.sha256, "hex").toString("base64"),
      });
      // Part of the signature, and so compared with what arrives by every service, with or without checksums.
      command.middlewareStack.add(
        (next) => (args) => {
          // The SDK declares requests of any transport; this client's are of HTTP.
          const request = args.request as { headers: Record<string, string> };
          request.headers["x-amz-content-sha256"] = file.sha256;
          return next(args);
        },
        { step: "build", name: "contentHash" },
      );
      await client.send(command);
    },
    open: async (key, range) => {
      const { sdk, client } = await connect();
      const wanted = range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` };
      const { Body, ContentLength } = await client
        .send(new sdk.GetObjectCommand({ ...at(key), ...wanted }))
        .catch((error: unknown) => {
          throw isMissing(error) ? new ContentMissing(key) : error;
        });
      if (!(Body instanceof Readable)) throw new Error("The document store answered without a content.");
      if (range === undefined || ContentLength === range.last - range.first + 1) return Body;
      Body.destroy();
      throw new Error("The document store gave another range than was asked for.");
    },
    sizeOf: async (key) => {
      const { sdk, client } = await connect();
      try {
        const { ContentLength } = await client.send(new sdk.HeadObjectCommand(at(key)));
        return ContentLength ?? null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    delete: async (key) => {
      const { sdk, client } = await connect();
      await client.send(new sdk.DeleteObjectCommand(at(key)));
    },
  };
}

function clientOf(sdk: Sdk, { region, endpoint, pathStyle, credentials }: S3Settings): S3Client {
  return new sdk.S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    // The SDK's own checksums come after the body in a framing that many compatible services do not know.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MILLISECONDS,
      socketTimeout: IDLE_TIMEOUT_MILLISECONDS,
    },
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === "NoSuchKey" || error.name === "NotFound");
}
