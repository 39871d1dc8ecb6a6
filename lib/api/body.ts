/** Reading a request's body: the bytes as they arrived, up to a limit. */
import type { BodyEvidence } from "@/lib/diagnosis";
import { diagnoseJson, diagnoseNotAnObject } from "@/lib/diagnosis/json-body";
import { diagnoseNotJson } from "@/lib/diagnosis/media-type";
import { diagnosePayloadTooLarge } from "@/lib/diagnosis/transport";
import { ApiError, invalidRequest, payloadTooLarge } from "@/lib/errors";
import { sha256Hex } from "@/lib/security/body-digest";
import { parseStrictJson } from "@/lib/security/strict-json";

export const MAXIMUM_JSON_BODY_BYTES = 1024 * 1024;

/** The body of one request, which is read once, when it is first asked for. */
export type IncomingBody = {
  /** SHA-256 of the bytes as they arrived, in lower-case hex. */
  sha256(): Promise<string>;
  /** Equal for bodies that say the same, although a form may have been put together anew; a digest. */
  fingerprint(): Promise<string>;
  /** What may tell why its hash is not the signed one; once it has been read. */
  evidence(): Promise<BodyEvidence>;
  /** What it says, for the operation's input. */
  members(): Promise<Record<string, unknown>>;
  /** Lets go of what was kept of it; to be called in every case. */
  discard(): Promise<void>;
};

/** The bytes of a body as they come; `null` without one. */
export type BodyStream = Request["body"];

/** A body that is a JSON object, or nothing. */
export function jsonBody(body: BodyStream, contentType: string | null): IncomingBody {
  if (body === null) return NO_BODY;
  let bytes: Promise<Uint8Array> | undefined;
  const readOnce = () => {
    bytes ??= readBody(body, MAXIMUM_JSON_BODY_BYTES);
    return bytes;
  };
  const sha256 = async () => sha256Hex(await readOnce());
  return {
    sha256,
    fingerprint: sha256,
    evidence: async () => ({ bytes: await readOnce(), sha256: await sha256(), fileSha256: null }),
    members: async () => parseJsonBody(await readOnce(), contentType),
    discard: async () => {},
  };
}

const NO_BYTES = new Uint8Array();
const SHA256_OF_NO_BYTES = sha256Hex(NO_BYTES);

const NO_BODY: IncomingBody = {
  sha256: async () => SHA256_OF_NO_BYTES,
  fingerprint: async () => SHA256_OF_NO_BYTES,
  evidence: async () => ({ bytes: NO_BYTES, sha256: SHA256_OF_NO_BYTES, fileSha256: null }),
  members: async () => ({}),
  discard: async () => {},
};

/** The whole body. Throws 413 as soon as more than `maximumBytes` have arrived. */
export async function readBody(body: BodyStream, maximumBytes: number): Promise<Uint8Array> {
  if (body === null) return NO_BYTES;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  const readOn = () => reader.read().catch(() => Promise.reject(notArrived()));
  for (let read = await readOn(); !read.done; read = await readOn()) {
    length += read.value.byteLength;
    if (length > maximumBytes) throw payloadTooLarge(maximumBytes, diagnosePayloadTooLarge(false));
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

/** The JSON object in a body; no bytes count as `{}`, so that operations without fields need no body. */
export function parseJsonBody(bytes: Uint8Array, contentType: string | null): Record<string, unknown> {
  if (bytes.byteLength === 0) return {};
  if (!isJson(contentType)) {
    throw new ApiError(
      "unsupported_media_type",
      "unsupported_media_type",
      "Send JSON with Content-Type: application/json.",
      {
        expected: "application/json",
        received: contentType?.slice(0, 100) ?? "no Content-Type",
        ...diagnoseNotJson(contentType),
      },
    );
  }
  const parsed = parseStrictJson(bytes);
  if (!parsed.ok) {
    const { problem, position = null } = parsed;
    throw invalidRequest(
      "invalid_json",
      `The body is not valid JSON: ${problem}.`,
      diagnoseJson(bytes, problem, position),
    );
  }
  if (!isObject(parsed.value)) {
    throw invalidRequest(
      "invalid_json",
      "The body must be a JSON object.",
      diagnoseNotAnObject(parsed.value),
    );
  }
  return parsed.value;
}

function isJson(contentType: string | null): boolean {
  return /^application\/json *(; *charset="?utf-8"?)?$/i.test(contentType?.trim() ?? "");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The sender is gone or was too slow; nobody reads this answer, but nothing of ours has failed. */
export function notArrived(): ApiError {
  return new ApiError("request_timeout", "request_timeout", "The body did not arrive in time.");
}
