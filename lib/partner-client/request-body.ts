import { utf8Bytes } from "./encoding";
import { NuveraClientError } from "./errors";
import { buildMultipartBody, type MultipartBody, type MultipartFields } from "./multipart";

/** At most one of the three. */
export interface RequestBodyOptions {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as given; set `content-type` in `headers`. */
  readonly body?: Uint8Array | ArrayBuffer | string | undefined;
  /** Fields, a `FormData`, or the result of `buildMultipartBody`. */
  readonly multipart?: FormData | MultipartFields | MultipartBody | undefined;
}

/** The bytes that are hashed and sent, and the media type that goes with them. */
export interface EncodedBody {
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly contentType: string | undefined;
}

function refuse(message: string): never {
  throw new NuveraClientError("invalid_body", message);
}

function isMultipartBody(value: object): value is MultipartBody {
  return "bytes" in value && value.bytes instanceof Uint8Array && "contentType" in value;
}

function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // A cycle, a BigInt, or a toJSON that throws.
  }
  return utf8Bytes(text ?? refuse("This value cannot be written as JSON."));
}

/** Encodes a body once. Bytes are copied, so that nobody can change them between signing and sending. */
export async function encodeBody(method: string, options: RequestBodyOptions): Promise<EncodedBody> {
  const { json, body, multipart } = options;
  const given = [json, body, multipart].filter((value) => value !== undefined).length;
  if (given > 1) refuse("Give one of json, body and multipart.");
  if (given === 1 && ["GET", "HEAD", "DELETE"].includes(method)) refuse(`${method} has no body.`);
  if (json !== undefined) return { bytes: encodeJson(json), contentType: "application/json" };
  if (multipart !== undefined) {
    const built =
      !(multipart instanceof FormData) && isMultipartBody(multipart)
        ? multipart
        : await buildMultipartBody(multipart);
    return { bytes: new Uint8Array(built.bytes), contentType: built.contentType };
  }
  if (body === undefined) return { bytes: undefined, contentType: undefined };
  return { bytes: typeof body === "string" ? utf8Bytes(body) : new Uint8Array(body), contentType: undefined };
}
