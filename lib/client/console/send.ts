/**
 * Signs a request in this browser and sends it to the page's own host. What comes out holds neither the API key nor the
 * token, so that it can be shown and kept as long as the page is open.
 */
import {
  type ConsoleAnswer,
  type ConsoleExchange,
  decodeToken,
  maskedKey,
  type RepeatableRequest,
  type SentBody,
} from "@/lib/client/console/exchange";
import { type MistakeId, signedWithMistake } from "@/lib/client/console/mistakes";
import type { ConsoleTarget } from "@/lib/client/console/operation";
import { createRequestToken, type ImportedSigningKey } from "@/lib/partner-client";
import { utf8Bytes } from "@/lib/partner-client/encoding";
import { targetUrl } from "@/lib/partner-client/target";

export type SendOptions = {
  /** The page's own. */
  origin: string;
  names: Pick<ConsoleTarget, "issuer" | "audience">;
  apiKey: string;
  signer: ImportedSigningKey;
  request: RepeatableRequest;
  mistake: MistakeId | null;
  now: () => number;
  fetch?: typeof globalThis.fetch;
};

/** Throws `NuveraClientError` where nothing could be signed or sent; a request without an answer is an exchange that failed. */
export async function sendRequest(options: SendOptions): Promise<Omit<ConsoleExchange, "id">> {
  const { origin, request, apiKey, mistake } = options;
  const { method, target, body } = request;
  const sentAt = options.now();
  const url = targetUrl(origin, target);
  const signedBytes = bytesOf(body);
  const token = await tokenOf(options, signedBytes, sentAt);
  const headers = headersOf(options, token);
  const sentBytes = mistake === "changed_body" ? withSpace(signedBytes) : signedBytes;
  const exchange = {
    sentAt,
    request,
    headers: headers.map(([name, value]) => [name, shownValue(name, value, apiKey)] as const),
    bodyText: body.kind === "json" ? new TextDecoder().decode(sentBytes) : null,
    bodyBytes: sentBytes?.length ?? 0,
    token: withoutKey(decodeToken(token), apiKey),
    mistake,
  };
  const doFetch = options.fetch ?? ((input: string, init: RequestInit) => globalThis.fetch(input, init));
  const init: RequestInit = {
    method,
    headers,
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
    ...(sentBytes === undefined ? {} : { body: sentBytes }),
  };
  try {
    if (mistake === "replayed") await (await doFetch(url, init)).arrayBuffer();
    const startedAt = performance.now();
    const response = await doFetch(url, init);
    return { ...exchange, answer: await readAnswer(response, startedAt), failure: null };
  } catch {
    return {
      ...exchange,
      answer: null,
      failure:
        "No answer came. Check the connection; whether the request was carried out, the request log says.",
    };
  }
}

function bytesOf(body: SentBody): Uint8Array<ArrayBuffer> | undefined {
  if (body.kind === "none") return undefined;
  return body.kind === "json" ? utf8Bytes(body.text) : body.bytes;
}

async function tokenOf(
  { names, apiKey, signer, request: { method, target }, mistake }: SendOptions,
  body: Uint8Array | undefined,
  sentAt: number,
): Promise<string> {
  const signed = signedWithMistake({ target, nowSeconds: Math.floor(sentAt / 1000) }, mistake);
  return createRequestToken({
    method,
    target: signed.target,
    body,
    apiKey,
    sign: (bytes) => signer.sign(bytes),
    keyFingerprint: signer.fingerprint,
    issuer: names.issuer,
    audience: names.audience,
    nowSeconds: signed.nowSeconds,
  });
}

function headersOf({ apiKey, request }: SendOptions, token: string): [string, string][] {
  const { body, idempotencyKey } = request;
  const contentType =
    body.kind === "json" ? "application/json" : body.kind === "form" ? body.contentType : null;
  return [
    ["x-api-key", apiKey],
    ["Authorization", `Bearer ${token}`],
    ["Accept", "application/json"],
    ...(contentType === null ? [] : [["Content-Type", contentType] as [string, string]]),
    ...(idempotencyKey === "" ? [] : [["Idempotency-Key", idempotencyKey] as [string, string]]),
  ];
}

function shownValue(name: string, value: string, apiKey: string): string {
  if (name === "x-api-key") return maskedKey(apiKey);
  return name === "Authorization" ? "Bearer <header>.<claims>.<signature>" : value;
}

/** The token's subject is the key itself. */
function withoutKey(token: ReturnType<typeof decodeToken>, apiKey: string): ReturnType<typeof decodeToken> {
  const claims = Object.entries(token.claims).map(([name, value]) => [
    name,
    value === apiKey ? maskedKey(apiKey) : value,
  ]);
  return { ...token, claims: Object.fromEntries(claims) };
}

function withSpace(bytes: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array((bytes?.length ?? 0) + 1).fill(0x20);
  longer.set(bytes ?? []);
  return longer;
}

async function readAnswer(response: Response, startedAt: number): Promise<ConsoleAnswer> {
  const body = new Uint8Array(await response.arrayBuffer());
  const contentType = response.headers.get("content-type") ?? "";
  const text = /^(application\/json|text\/)/.test(contentType) ? new TextDecoder().decode(body) : null;
  return {
    status: response.status,
    headers: [...response.headers.entries()],
    body,
    contentType,
    text,
    json: text === null ? undefined : parsed(text),
    latencyMilliseconds: performance.now() - startedAt,
    requestId: response.headers.get("x-request-id"),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
