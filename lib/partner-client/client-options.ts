import { NuveraClientError } from "./errors";
import type { RequestSigner } from "./private-key";

interface CommonOptions {
  /** Origin of the API, for example `https://api.example.com`; targets carry the whole path, `/api/v1/…`. */
  readonly baseUrl: string;
  /** The one-time secret, `nv_test_…` or `nv_live_…`. */
  readonly apiKey: string;
  /** The key's public id, `key_…`. Preferred as the token's subject: then no token holds the secret. */
  readonly apiKeyId?: string | undefined;
  /** Instead of the global `fetch`, for example one with a proxy or a time limit. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly clock?: (() => number) | undefined;
  /** Life of each token, 1 to 60 seconds; 30 unless told. */
  readonly lifetimeSeconds?: number | undefined;
  /** Where the deployment changed the token's `iss` or `aud`. */
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  /** Allows `http:` to hosts other than this machine. The API key would cross the network readable. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** The private key is either held elsewhere (`signer`) or handed over as a PKCS#8 PEM. */
export type NuveraClientOptions = CommonOptions &
  (
    | { readonly signer: RequestSigner; readonly privateKeyPem?: undefined }
    | { readonly privateKeyPem: string; readonly signer?: undefined }
  );

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function refuse(message: string): never {
  throw new NuveraClientError("invalid_option", message);
}

/** The origin to send to. Refused: a path (the signature covers all of it), user info, clear-text HTTP. */
export function parseOrigin(baseUrl: string, allowInsecureHttp: boolean): string {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch {
    return refuse("baseUrl is not a URL.");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") refuse("baseUrl begins with https://.");
  if (
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== "" ||
    url.username !== "" ||
    url.password !== ""
  ) {
    refuse("baseUrl is an origin only, such as https://api.example.com; paths belong into the target.");
  }
  if (url.protocol === "http:" && !LOOPBACK.test(url.hostname) && !allowInsecureHttp) {
    refuse("baseUrl must be https: over http the API key could be read on the way (see allowInsecureHttp).");
  }
  return url.origin;
}

/** Refuses a key that is cut short or has white space around it before a header error hides the cause. */
export function checkApiKey(apiKey: string): string {
  return /^nv_(test|live)_[0-9A-Za-z]{49}$/.test(apiKey)
    ? apiKey
    : refuse("apiKey does not have the form of an API key: nv_test_ or nv_live_ and 49 letters and digits.");
}
