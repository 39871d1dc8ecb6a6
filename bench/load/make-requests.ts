/**
 * Whole requests, ready for the socket. Signing costs more than everything that the server does, so it happens
 * before the clock runs; tokens live 60 seconds, so it happens right before.
 */
import { createHash, createPrivateKey, type KeyObject, randomBytes, sign } from "node:crypto";
import type { Credentials, RequestPlan } from "@/bench/load/protocol";
import { DEFAULT_AUDIENCE, DEFAULT_ISSUER } from "@/lib/partner-client";

const TOKEN_LIFE_SECONDS = 60;
const BATCH = 256;

/** As many as there are connections in a usual run: files that are on their way together are not the same. */
const DIFFERENT_UPLOADS = 64;

const HEADER = encode({ alg: "RS256", typ: "JWT" });
const EMPTY: Body = { parts: [], sha256: sha256(Buffer.alloc(0)) };

/** What goes down the socket, part after part: a large body is one of its own, so that requests can share its bytes. */
export type RequestBytes = readonly Buffer[];

/** A body and its SHA-256 in lower-case hex. */
type Body = { parts: readonly Buffer[]; sha256: string };

/** `count` requests for the server at `port`. Signed ones differ in their tokens and must be sent within a minute. */
export async function makeRequests(
  plan: RequestPlan,
  count: number,
  port: number,
): Promise<readonly RequestBytes[]> {
  const { credentials } = plan;
  if (credentials === null) return makeUnsigned(plan, count, port);
  const key = createPrivateKey(credentials.privateKeyPem);
  const nextBody = bodiesOf(plan);
  const requests: RequestBytes[] = [];
  while (requests.length < count) {
    const size = Math.min(BATCH, count - requests.length);
    const batch = Array.from({ length: size }, () =>
      signedRequest(plan, port, { credentials, key, jti: randomBytes(16).toString("hex") }, nextBody),
    );
    requests.push(...(await Promise.all(batch)));
  }
  return requests;
}

/** Those that bring personal keys differ in nothing else; without, all are the same. */
function makeUnsigned(plan: RequestPlan, count: number, port: number): RequestBytes[] {
  const head = (headers: Headers): RequestBytes => [requestHead(plan, port, headers, 0)];
  const { personalKeys = [] } = plan;
  const variants =
    personalKeys.length === 0
      ? [head(plan.headers)]
      : personalKeys.map((key) => head({ ...plan.headers, authorization: `Bearer ${key}` }));
  return Array.from({ length: count }, (_, index) => variants[index % variants.length] ?? []);
}

type Signer = { credentials: Credentials; key: KeyObject; jti: string };

async function signedRequest(
  plan: RequestPlan,
  port: number,
  { credentials, key, jti }: Signer,
  nextBody: (unique: string) => Body,
): Promise<RequestBytes> {
  const body = nextBody(jti);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: DEFAULT_ISSUER,
    aud: DEFAULT_AUDIENCE,
    sub: credentials.apiKeyId,
    method: plan.method,
    uri: plan.target,
    bodyHash: body.sha256,
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
  const length = body.parts.reduce((sum, part) => sum + part.length, 0);
  const head = requestHead(plan, port, headers, length);
  return plan.uploadBytes === undefined ? [Buffer.concat([head, ...body.parts])] : [head, ...body.parts];
}

/** Gives the body of one request after the other. */
function bodiesOf({ bodyTemplate, uploadBytes }: RequestPlan): (unique: string) => Body {
  if (uploadBytes !== undefined) {
    const uploads = makeUploads(uploadBytes);
    let next = 0;
    return () => {
      next += 1;
      return uploads[next % uploads.length] ?? EMPTY;
    };
  }
  if (bodyTemplate === null) return () => EMPTY;
  return (unique) => {
    const bytes = Buffer.from(bodyTemplate.replace("%n", unique), "utf8");
    return { parts: [bytes], sha256: sha256(bytes) };
  };
}

/** Forms whose files differ in their last bytes alone, so that they share the memory of all the others. */
function makeUploads(fileBytes: number): Body[] {
  const type = '--bench\r\nContent-Disposition: form-data; name="type"\r\n\r\nOTHER\r\n';
  const file =
    'Content-Disposition: form-data; name="file"; filename="scan.pdf"\r\nContent-Type: application/pdf';
  const ending = 16;
  const content = Buffer.alloc(fileBytes - ending, randomBytes(4096));
  content.write("%PDF-1.7\n", "latin1");
  const beginning = Buffer.concat([Buffer.from(`${type}--bench\r\n${file}\r\n\r\n`, "latin1"), content]);
  const hashed = createHash("sha256").update(beginning);
  return Array.from({ length: DIFFERENT_UPLOADS }, () => {
    const end = Buffer.concat([randomBytes(ending), Buffer.from("\r\n--bench--\r\n", "latin1")]);
    return { parts: [beginning, end], sha256: hashed.copy().update(end).digest("hex") };
  });
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

type Headers = Readonly<Record<string, string>>;

function requestHead(
  { method, target }: RequestPlan,
  port: number,
  headers: Headers,
  bodyLength: number,
): Buffer {
  const all = {
    host: `127.0.0.1:${port}`,
    accept: "application/json",
    "user-agent": "nuvera-bench",
    ...headers,
    ...(bodyLength === 0 ? {} : { "content-length": bodyLength }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1");
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
