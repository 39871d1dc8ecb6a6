import { base64UrlEncode, sha256Hex, utf8Bytes } from "./encoding";
import { NuveraClientError } from "./errors";
import type { RequestSigner } from "./private-key";
import { assertTarget } from "./target";

export const DEFAULT_ISSUER = "nuvera-api";
export const DEFAULT_AUDIENCE = "nuvera-rest-api";

/** The API accepts nothing longer. */
const MAX_TOKEN_BYTES = 4096;
const MAX_LIFETIME_SECONDS = 60;

/** What goes into the token of one request. */
export interface RequestTokenInput {
  /** HTTP method; written in upper case. */
  readonly method: string;
  /** Path and query exactly as sent, for example `/api/v1/customers?limit=20`. */
  readonly target: string;
  /** The exact body bytes; a text stands for its UTF-8 bytes; absent means no body. */
  readonly body?: Uint8Array | string | undefined;
  /** Public id of the API key (`key_…`): preferred, since then the token holds nothing secret. */
  readonly apiKeyId?: string | undefined;
  /** The API key itself; only used as the subject where no `apiKeyId` is given. */
  readonly apiKey?: string | undefined;
  /** Signs with RSASSA-PKCS1-v1_5 and SHA-256; may ask a KMS. */
  readonly sign: RequestSigner["sign"];
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  /** Becomes `kid`: lower-case hex SHA-256 of the public key's SPKI DER. */
  readonly keyFingerprint?: string | undefined;
  /** The current time in whole Unix seconds. */
  readonly nowSeconds: number;
  /** 1 to 60; 30 unless told. */
  readonly lifetimeSeconds?: number | undefined;
  /** 8 to 128 characters of `A-Z a-z 0-9 . _ ~ -`, never used before; random unless told. */
  readonly jti?: string | undefined;
}

function refuse(message: string): never {
  throw new NuveraClientError("invalid_option", message);
}

/** 128 random bits, well inside the form that `jti` must have. */
export function createTokenId(): string {
  return base64UrlEncode(globalThis.crypto.getRandomValues(new Uint8Array(16)));
}

function subjectOf({ apiKeyId, apiKey }: RequestTokenInput): string {
  if (apiKeyId === undefined) return apiKey ?? refuse("Either apiKeyId or apiKey is needed.");
  return apiKeyId.startsWith("key_") ? apiKeyId : refuse("An apiKeyId begins with key_.");
}

function headerOf(keyFingerprint: string | undefined): Record<string, string> {
  if (keyFingerprint === undefined) return { alg: "RS256", typ: "JWT" };
  if (!/^[0-9a-f]{64}$/.test(keyFingerprint)) {
    refuse("A key fingerprint is a SHA-256 in lower-case hexadecimal, 64 characters without colons.");
  }
  return { alg: "RS256", typ: "JWT", kid: keyFingerprint };
}

async function claimsOf(input: RequestTokenInput): Promise<Record<string, string | number>> {
  const { nowSeconds, lifetimeSeconds = 30, jti = createTokenId(), body = "" } = input;
  if (!Number.isSafeInteger(nowSeconds) || nowSeconds < 0 || nowSeconds > 1e11) {
    refuse("nowSeconds is the time in whole Unix seconds, not milliseconds.");
  }
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > MAX_LIFETIME_SECONDS) {
    refuse(`lifetimeSeconds is a whole number from 1 to ${MAX_LIFETIME_SECONDS}.`);
  }
  if (!/^[A-Za-z0-9._~-]{8,128}$/.test(jti)) refuse("jti has 8 to 128 characters of A-Z a-z 0-9 . _ ~ -");
  return {
    iss: input.issuer ?? DEFAULT_ISSUER,
    aud: input.audience ?? DEFAULT_AUDIENCE,
    sub: subjectOf(input),
    method: input.method.toUpperCase(),
    uri: input.target,
    bodyHash: await sha256Hex(typeof body === "string" ? utf8Bytes(body) : body),
    iat: nowSeconds,
    exp: nowSeconds + lifetimeSeconds,
    jti,
  };
}

/**
 * Makes the signed token of one request (`Authorization: Bearer <token>`). It fits this request only: any other
 * method, target or body, or a second use, is refused. Make a new one for every request and every retry.
 */
export async function createRequestToken(input: RequestTokenInput): Promise<string> {
  if (!/^[A-Za-z]{1,16}$/.test(input.method)) refuse("The method is a word such as GET or POST.");
  assertTarget(input.target);
  const encode = (part: object) => base64UrlEncode(utf8Bytes(JSON.stringify(part)));
  const signed = `${encode(headerOf(input.keyFingerprint))}.${encode(await claimsOf(input))}`;
  const signature = await input.sign(utf8Bytes(signed));
  if (!(signature.length >= 256 && signature.length <= 512)) {
    throw new NuveraClientError(
      "invalid_signature",
      "sign() must give the raw RSASSA-PKCS1-v1_5 SHA-256 signature as bytes (256 to 512), not text.",
    );
  }
  const token = `${signed}.${base64UrlEncode(signature)}`;
  if (token.length > MAX_TOKEN_BYTES) {
    refuse(
      `The token has ${token.length} bytes, ${MAX_TOKEN_BYTES} are allowed: the request target is too long.`,
    );
  }
  return token;
}
