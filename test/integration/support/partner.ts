/** Partners of the test platform: organizations, applications and signed calls. */
import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { expect, inject } from "vitest";
import { z } from "zod";
import { fromPublicId, newUuid } from "@/lib/ids";
import { createApplication } from "@/lib/operations/applications/create";
import { runOperation } from "@/lib/operations/run";
import { createRequestToken, importSigningKey } from "@/lib/partner-client";
import {
  API_PERMISSIONS,
  type ApiPermission,
  type Permission,
  SETTINGS_PERMISSIONS,
} from "@/lib/permissions";
import type { OperatorCliPrincipal } from "@/lib/principal";
import type { Environment } from "@/lib/schemas/common";
import { undocumented } from "@/test/integration/support/documented";
import type { TestPlatform } from "@/test/integration/support/platform";

export const TEST_ORIGIN = { requestId: "req_test", address: "127.0.0.1", userAgent: "test" };

const keyPairSchema = z.strictObject({ publicKeyPem: z.string(), privateKeyPem: z.string() });
type KeyPair = z.infer<typeof keyPairSchema>;

/** How many each test file has taken: files share this module. */
const keyPairsTaken = new Map<string | undefined, number>();

/**
 * A key pair that is new to this test file. Files share what was generated in this run, since finding primes takes longer than
 * most tests do, and each file has a database of its own.
 */
export function makeKeyPair(): KeyPair {
  const { testPath } = expect.getState();
  const taken = keyPairsTaken.get(testPath) ?? 0;
  const file = path.join(inject("runDirectory"), `key-pair-${taken}.json`);
  keyPairsTaken.set(testPath, taken + 1);
  if (existsSync(file)) return keyPairSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const made = {
    publicKeyPem: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKeyPem: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
  // In one step, for other files may look at the same moment.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(made), { mode: 0o600 });
  renameSync(unfinished, file);
  return made;
}

export async function makeOrganization(platform: TestPlatform, name = "Test Org"): Promise<string> {
  const id = newUuid();
  const slug = `org-${id}`;
  await platform.database
    .owner`insert into organizations (id, name, slug, created_at) values (${id}, ${name}, ${slug}, now())`;
  return id;
}

export function operator(organizationId: string, environment: Environment = "sandbox"): OperatorCliPrincipal {
  return {
    kind: "operator_cli",
    organizationId,
    environment,
    permissions: new Set<Permission>([...API_PERMISSIONS, ...SETTINGS_PERMISSIONS]),
  };
}

export type TestApplication = {
  organizationId: string;
  environment: Environment;
  applicationId: string;
  apiKey: string;
  apiKeyId: string;
  privateKeyPem: string;
  publicKeyPem: string;
};

/** Tests send as fast as they can at one instant of a clock that stands still; those of the limit itself set their own. */
const NO_RATE_LIMIT = 100_000;

export async function makeApplication(
  platform: TestPlatform,
  options: {
    organizationId?: string;
    environment?: Environment;
    permissions?: ApiPermission[];
    rateLimitPerSecond?: number;
  } = {},
): Promise<TestApplication> {
  const organizationId = options.organizationId ?? (await makeOrganization(platform));
  const environment = options.environment ?? "sandbox";
  const keys = makeKeyPair();
  const { application, apiKey } = await runOperation(
    platform.runtime,
    operator(organizationId, environment),
    createApplication,
    {
      name: "Test application",
      publicKeyPem: keys.publicKeyPem,
      permissions: options.permissions ?? [...API_PERMISSIONS],
    },
    TEST_ORIGIN,
  );
  const perSecond = options.rateLimitPerSecond ?? NO_RATE_LIMIT;
  await platform.database.owner`update applications set rate_limit_per_second = ${perSecond}
    where id = ${fromPublicId("application", application.id)}`;
  const apiKeyId = application.apiKeys[0]?.id ?? "";
  return { organizationId, environment, applicationId: application.id, apiKey, apiKeyId, ...keys };
}

export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: unknown };

export type CallOptions = {
  body?: string | Uint8Array;
  contentType?: string;
  /** Overrides of what is signed; what is sent stays as the call says. */
  sign?: Partial<Parameters<typeof createRequestToken>[0]>;
  token?: string;
  headers?: http.OutgoingHttpHeaders;
};

export async function signToken(
  platform: TestPlatform,
  application: TestApplication,
  method: string,
  target: string,
  options: CallOptions = {},
): Promise<string> {
  const { sign } = await importSigningKey(application.privateKeyPem);
  const body = typeof options.body === "string" ? Buffer.from(options.body) : options.body;
  return createRequestToken({
    method,
    target,
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    apiKeyId: application.apiKeyId,
    sign,
    nowSeconds: Math.floor(platform.clock.now.getTime() / 1000),
    ...options.sign,
  });
}

/** Sends a request byte for byte and gives the answer: JSON parsed, anything else as its bytes. */
export function send(
  platform: TestPlatform,
  method: string,
  target: string,
  headers: http.OutgoingHttpHeaders | string[],
  body?: string | Uint8Array,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port: platform.port, method, path: target, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const { statusCode, headers } = response;
          resolve({ status: statusCode ?? 0, headers, body: parseAnswer(headers, Buffer.concat(chunks)) });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

function parseAnswer(headers: http.IncomingHttpHeaders, bytes: Buffer): unknown {
  if (bytes.byteLength === 0) return null;
  const isJson = headers["content-type"]?.startsWith("application/json") ?? true;
  return isJson ? JSON.parse(bytes.toString("utf8")) : bytes;
}

/**
 * A signed call of `application`. A header given as `undefined` is left out. Throws when the API's document says anything
 * else of the answer, so that every test is one of the document too.
 */
export async function call(
  platform: TestPlatform,
  application: TestApplication,
  method: string,
  target: string,
  options: CallOptions = {},
): Promise<Answer> {
  const token = options.token ?? (await signToken(platform, application, method, target, options));
  const hasBody = options.body !== undefined;
  const headers = {
    "x-api-key": application.apiKey,
    authorization: `Bearer ${token}`,
    ...(hasBody ? { "content-type": options.contentType ?? "application/json" } : {}),
    ...options.headers,
  };
  const present = Object.entries(headers).filter(([, value]) => value !== undefined);
  const answer = await send(platform, method, target, Object.fromEntries(present), options.body);
  const problem = undocumented(method, target, answer);
  if (problem !== null) throw new Error(problem);
  return answer;
}

/** The `reason` of an error answer. */
export function reasonOf(answer: Answer): unknown {
  const body = answer.body;
  if (typeof body !== "object" || body === null || !("error" in body)) return undefined;
  const { error } = body;
  return typeof error === "object" && error !== null && "reason" in error ? error.reason : undefined;
}

/** A signed POST whose last byte waits for `finish`. `received` resolves when the server has taken the rest. */
export function sendHoldingBack(
  platform: TestPlatform,
  application: TestApplication,
  target: string,
  token: string,
  body: string,
): { received: Promise<void>; finish: () => Promise<Answer> } {
  const request = http.request({
    host: "127.0.0.1",
    port: platform.port,
    method: "POST",
    path: target,
    agent: false,
    headers: {
      "x-api-key": application.apiKey,
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      // The answer to it says that the head has arrived.
      expect: "100-continue",
    },
  });
  const arrived = new Promise((resolve) => request.once("continue", resolve));
  const answered = new Promise<Answer>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
        }),
      );
    });
  });
  request.write(body.slice(0, -1));
  return {
    // The server reads the token long before this pause is over; only then may the test move its clock.
    received: arrived.then(() => new Promise((resolve) => setTimeout(resolve, 300))),
    finish: () => {
      request.end(body.slice(-1));
      return answered;
    },
  };
}
