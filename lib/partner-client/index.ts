/**
 * Signs and sends requests to the partner API. Needs nothing but the Web platform (`fetch`, WebCrypto, `URL`,
 * `FormData`): Node 20 and later, and browsers in a secure context.
 *
 * ```ts
 * const client = createNuveraClient({ baseUrl: "https://api.example.com", apiKey, apiKeyId, privateKeyPem });
 * const page = await client.request("GET", buildTarget("/api/v1/customers", { q: "Müller & Co", limit: 20 }));
 * ```
 */
export { createNuveraClient, type NuveraClient, type RequestOptions } from "./client";
export type { NuveraClientOptions } from "./client-options";
export { sha256Hex } from "./encoding";
export { NuveraApiError, NuveraClientError, type NuveraClientErrorCode } from "./errors";
export {
  buildMultipartBody,
  type MultipartBody,
  type MultipartField,
  type MultipartFields,
  type MultipartFile,
} from "./multipart";
export { type ImportedSigningKey, importSigningKey, type RequestSigner } from "./private-key";
export { type RateLimit, readRateLimit } from "./rate-limit";
export type { RequestBodyOptions } from "./request-body";
export {
  createRequestToken,
  createTokenId,
  DEFAULT_AUDIENCE,
  DEFAULT_ISSUER,
  type RequestTokenInput,
} from "./sign-request";
export { buildTarget, type QueryValue } from "./target";
