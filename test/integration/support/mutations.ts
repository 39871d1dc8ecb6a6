/** A good signed request, put together by hand, and what single mistakes of partners make of it. */
import { createHash, createPrivateKey, type KeyObject, randomUUID, sign } from "node:crypto";
import type { TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";
import { exchange, type RawAnswer } from "@/test/integration/support/raw-http";
import { base64url } from "@/test/vectors/token-builder";

export const CHECK = "/api/v1/signature-check";
export const GOOD_TARGET = `${CHECK}?ids=1%2C2&name=Jo%20%C5%BD`;
export const GOOD_BODY = '{"name":"Žofie","amount":1.50,"path":"a/b","list":[1,2]}';

/** Everything that goes into a request; a mutation changes one member of it. */
export type RequestParts = {
  method: string;
  target: string;
  /** Names and values in turn. */
  headers: string[];
  body: Buffer;
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  key: KeyObject;
  /** From the first two parts to the third. */
  sign: (signingInput: string, key: KeyObject) => Buffer;
  /** From the token to the value of `Authorization`; null for none. */
  authorize: (token: string) => string | null;
};

export const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

export function goodRequest(platform: TestPlatform, application: TestApplication): RequestParts {
  const now = Math.floor(platform.clock.now.getTime() / 1000);
  return {
    method: "POST",
    target: GOOD_TARGET,
    headers: ["content-type", "application/json", "x-api-key", application.apiKey],
    body: Buffer.from(GOOD_BODY),
    header: { alg: "RS256", typ: "JWT" },
    claims: {
      iss: "nuvera-api",
      aud: "nuvera-rest-api",
      sub: application.apiKeyId,
      method: "POST",
      uri: GOOD_TARGET,
      bodyHash: sha256(GOOD_BODY),
      iat: now,
      exp: now + 30,
      jti: randomUUID(),
    },
    key: createPrivateKey(application.privateKeyPem),
    sign: (signingInput, key) => sign("RSA-SHA256", Buffer.from(signingInput), key),
    authorize: (token) => `Bearer ${token}`,
  };
}

/** Signs and sends it over a connection of its own, byte for byte. */
export async function sendParts(platform: TestPlatform, parts: RequestParts): Promise<RawAnswer> {
  const { method, target, headers, body } = parts;
  const signingInput = `${base64url(JSON.stringify(parts.header))}.${base64url(JSON.stringify(parts.claims))}`;
  const token = `${signingInput}.${base64url(parts.sign(signingInput, parts.key))}`;
  const authorization = parts.authorize(token);
  const lines = [];
  for (let at = 0; at < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`);
  if (authorization !== null) lines.push(`authorization: ${authorization}`);
  const isChunked = lines.some((line) => line.startsWith("transfer-encoding"));
  if (!isChunked && (body.length > 0 || method === "POST")) lines.push(`content-length: ${body.length}`);
  const head = [`${method} ${target} HTTP/1.1`, "Host: 127.0.0.1", "Connection: close", ...lines, "", ""];
  return exchange(platform, head.join("\r\n"), body);
}
