import { checkApiKey, type NuveraClientOptions, parseOrigin } from "./client-options";
import { createCorrectedClock } from "./clock";
import { NuveraApiError, NuveraClientError, toApiError } from "./errors";
import { importSigningKey, type RequestSigner } from "./private-key";
import { type RateLimit, readRateLimit } from "./rate-limit";
import { type EncodedBody, encodeBody, type RequestBodyOptions } from "./request-body";
import { createRequestToken } from "./sign-request";
import { targetUrl } from "./target";

export interface RequestOptions extends RequestBodyOptions {
  /** Any header but `authorization` and `x-api-key`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Makes a POST safe to repeat: sent again with the same key and body within 24 hours, it is done once. 1 to 255 visible ASCII characters. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the API; every call is signed afresh. */
export interface NuveraClient {
  /**
   * Sends a request and gives back the parsed JSON, `undefined` for an empty answer. `T` is what you say the
   * answer looks like; it is not checked. Throws `NuveraApiError` for every refusal.
   */
  request<T = unknown>(method: string, target: string, options?: RequestOptions): Promise<T>;
  /** The same, but gives back the successful `Response` itself: for downloads and for headers. */
  send(method: string, target: string, options?: RequestOptions): Promise<Response>;
  /** Seconds that the server's clock is ahead of ours, as learnt from its answers; 0 at first. */
  clockOffsetSeconds(): number;
  /** The rate limit as the newest answer said it, refusals included; `undefined` before the first one. */
  rateLimit(): RateLimit | undefined;
}

function refuse(message: string): never {
  throw new NuveraClientError("invalid_option", message);
}

function requestHeaders(options: RequestOptions, body: EncodedBody): Headers {
  const headers = new Headers(options.headers);
  for (const name of ["authorization", "x-api-key"]) {
    if (headers.has(name)) refuse(`The client sets the ${name} header itself.`);
  }
  // A form's boundary belongs to its bytes, so that type always wins; a JSON media type may be a finer one.
  const isForm = body.contentType?.startsWith("multipart/") === true;
  if (body.contentType !== undefined && (isForm || !headers.has("content-type"))) {
    headers.set("content-type", body.contentType);
  }
  if (!headers.has("accept")) headers.set("accept", "application/json");
  if (options.idempotencyKey !== undefined) {
    if (!/^[\x21-\x7e]{1,255}$/.test(options.idempotencyKey)) {
      refuse("idempotencyKey has 1 to 255 visible ASCII characters.");
    }
    headers.set("idempotency-key", options.idempotencyKey);
  }
  return headers;
}

/** Reads the PEM at the first request, once. */
function signerOf(options: NuveraClientOptions): () => Promise<RequestSigner> {
  const { signer, privateKeyPem } = options;
  if (signer !== undefined) return async () => signer;
  let imported: Promise<RequestSigner> | undefined;
  return () => {
    imported ??= importSigningKey(privateKeyPem);
    return imported;
  };
}

/**
 * Makes a client for one API application.
 *
 * It sends a request a second time in one case only: the server refused the token for its time
 * (`token_expired`, `token_not_yet_valid`) and said what time it is. Such a refusal executed nothing. The
 * difference is remembered. Network errors, 429 and 5xx reach the caller, who knows what may be repeated.
 */
export function createNuveraClient(options: NuveraClientOptions): NuveraClient {
  const origin = parseOrigin(options.baseUrl, options.allowInsecureHttp ?? false);
  const apiKey = checkApiKey(options.apiKey);
  const clock = createCorrectedClock(options.clock ?? Date.now);
  const getSigner = signerOf(options);
  let rateLimit: RateLimit | undefined;
  const doFetch = options.fetch ?? ((url: string, init: RequestInit) => globalThis.fetch(url, init));

  async function sendOnce(
    method: string,
    target: string,
    base: Headers,
    body: EncodedBody,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    const signer = await getSigner();
    const token = await createRequestToken({
      method,
      target,
      body: body.bytes,
      apiKey,
      apiKeyId: options.apiKeyId,
      sign: (bytes) => signer.sign(bytes),
      keyFingerprint: signer.fingerprint,
      issuer: options.issuer,
      audience: options.audience,
      nowSeconds: clock.nowSeconds(),
      lifetimeSeconds: options.lifetimeSeconds,
    });
    const headers = new Headers(base);
    headers.set("x-api-key", apiKey);
    headers.set("authorization", `Bearer ${token}`);
    const response = await doFetch(targetUrl(origin, target), {
      method,
      headers,
      redirect: "manual", // a redirected request would carry the key elsewhere, and its signature would not fit
      credentials: "omit",
      cache: "no-store",
      ...(body.bytes === undefined ? {} : { body: body.bytes }),
      ...(signal === undefined ? {} : { signal }),
    });
    rateLimit = readRateLimit(response.headers) ?? rateLimit;
    if (!response.ok) throw await toApiError(response);
    return response;
  }

  async function send(
    method: string,
    target: string,
    requestOptions: RequestOptions = {},
  ): Promise<Response> {
    const upperMethod = method.toUpperCase();
    targetUrl(origin, target);
    const body = await encodeBody(upperMethod, requestOptions);
    const headers = requestHeaders(requestOptions, body);
    const attempt = () => sendOnce(upperMethod, target, headers, body, requestOptions.signal);
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof NuveraApiError) || !clock.correctFrom(error)) throw error;
      return await attempt();
    }
  }

  return {
    send,
    async request<T = unknown>(method: string, target: string, requestOptions?: RequestOptions) {
      const response = await send(method, target, requestOptions);
      const text = await response.text();
      try {
        // The caller names the type (documented on the interface); an empty answer is `undefined`.
        return (text === "" ? undefined : JSON.parse(text)) as T;
      } catch {
        throw new NuveraClientError(
          "invalid_response",
          "The server's answer is not JSON; use send() for files.",
        );
      }
    },
    clockOffsetSeconds: () => clock.offsetSeconds(),
    rateLimit: () => rateLimit,
  };
}
