/**
 * Whole requests, ready for the socket. Signing costs more than everything that the server does, so it happens
 * before the clock runs; tokens live 60 seconds, so it happens right before.
 */
import { createHash, createPrivateKey, type KeyObject, randomBytes, sign } from "node:crypto";
import type { Credentials, RequestPlan } from "@/bench/load/protocol";
import { DEFAULT_AUDIENCE, DEFAULT_ISSUER } from "@/lib/partner-client";

const TOKEN_LIFE_SECONDS = 60;
const BATCH = 256;

const HEADER = encode({ alg: "RS256", typ: "JWT" });

/** `count` requests for the server at `port`. Signed ones differ in their tokens and must be sent within a minute. */
export async function makeRequests(plan: RequestPlan, count: number, port: number): Promise<Buffer[]> {
  const { credentials } = plan;
  if (credentials === null) {
    return new Array<Buffer>(count).fill(requestBytes(plan, port, plan.headers, bodyOf(plan)));
  }
  const key = createPrivateKey(credentials.privateKeyPem);
  const requests: Buffer[] = [];
  while (requests.length < count) {
    const size = Math.min(BATCH, count - requests.length);
    const batch = Array.from({ length: size }, () => signedRequest(plan, port, credentials, key));
    requests.push(...(await Promise.all(batch)));
  }
  return requests;
}

async function signedRequest(
  plan: RequestPlan,
  port: number,
  credentials: Credentials,
  key: KeyObject,
): Promise<Buffer> {
  const jti = randomBytes(16).toString("hex");
  const body = bodyOf(plan, jti);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: DEFAULT_ISSUER,
    aud: DEFAULT_AUDIENCE,
    sub: credentials.apiKeyId,
    method: plan.method,
    uri: plan.target,
    bodyHash: createHash("sha256").update(body).digest("hex"),
    iat: now,
    exp: now + TOKEN_LIFE_SECONDS,
    jti,
  };
  const signingInput = `${HEADER}.${encode(claims)}`;
  const signature = await signInBackground(Buffer.from(signingInput, "latin1"), key);
  const headers = {
    ...plan.headers,
    "x-api-key": credentials.apiKey,
    authorization: `Bearer ${signingInput}.${signature.toString("base64url")}`,
  };
  return requestBytes(plan, port, headers, body);
}

/** With a callback, Node.js signs on its thread pool: as many at once as the machine has cores (up to four). */
function signInBackground(bytes: Buffer, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign("sha256", bytes, key, (error, signature) => {
      if (error === null) resolve(signature);
      else reject(error);
    });
  });
}

function bodyOf({ bodyTemplate }: RequestPlan, unique = "0"): string {
  return bodyTemplate === null ? "" : bodyTemplate.replace("%n", unique);
}

function requestBytes(
  { method, target }: RequestPlan,
  port: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): Buffer {
  const all = {
    host: `127.0.0.1:${port}`,
    accept: "application/json",
    "user-agent": "nuvera-bench",
    ...headers,
    ...(body === "" ? {} : { "content-length": Buffer.byteLength(body) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`, "utf8");
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
