/**
 * A typed client of the partner API: types made from its OpenAPI document (`docs/openapi.json`), requests by
 * `openapi-fetch`, and each request signed on its way out by the signer in `lib/partner-client`.
 */
import createClient, { type Client } from "openapi-fetch";
import { createRequestToken, importSigningKey } from "../lib/partner-client";
import type { paths } from "./partner-api.generated";

export type PartnerApi = Client<paths>;

export type Credentials = {
  /** Origin of the deployment, for example `https://partners.example.com`. */
  baseUrl: string;
  apiKey: string;
  privateKeyPem: string;
};

/** A client that acts as the application with these credentials. `fetch` sends what is signed, as it is. */
export async function createPartnerApi(
  { baseUrl, apiKey, privateKeyPem }: Credentials,
  fetch: (request: Request) => Promise<Response> = (request) => globalThis.fetch(request),
): Promise<PartnerApi> {
  const signer = await importSigningKey(privateKeyPem);
  const signAndSend = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    // The bytes are fixed here: a form would get another boundary, and so another hash, each time it is written.
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    const token = await createRequestToken({
      method: request.method,
      target: `${pathname}${search}`,
      body,
      apiKey,
      sign: (bytes) => signer.sign(bytes),
      nowSeconds: Math.floor(Date.now() / 1000),
    });
    const headers = new Headers(request.headers);
    headers.set("x-api-key", apiKey);
    headers.set("authorization", `Bearer ${token}`);
    const { method } = request;
    const init = { method, headers, redirect: "manual", ...(body === undefined ? {} : { body }) } as const;
    return fetch(new Request(request.url, init));
  };
  return createClient<paths>({ baseUrl: `${new URL(baseUrl).origin}/api/v1`, fetch: signAndSend });
}

/** Writes a body with a file in it as a form; goes into `bodySerializer`. */
export function asForm(body: Readonly<Record<string, string | Blob | undefined>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) if (value !== undefined) form.append(name, value);
  return form;
}
