/**
 * A signed request sent from this page with a private key file chosen by the person. The private key is read into a
 * signer that cannot give it back; nothing but the signed request leaves the browser.
 */
import { z } from "zod";
import {
  createNuveraClient,
  DEFAULT_AUDIENCE,
  DEFAULT_ISSUER,
  type ImportedSigningKey,
  importSigningKey,
  NuveraApiError,
  NuveraClientError,
} from "@/lib/partner-client";
import type { ApiKeyView, SigningKeyView } from "@/lib/schemas/application";

const TEST_TARGET = "/api/v1/signature-check";
const MAXIMUM_FILE_BYTES = 16_384;

export type PrivateKeyFile = { fileName: string; signer: ImportedSigningKey };

/** Reads a private key file; throws an error whose message says what it is instead. */
export async function readPrivateKeyFile(file: File): Promise<PrivateKeyFile> {
  if (file.size > MAXIMUM_FILE_BYTES) {
    throw new NuveraClientError(
      "invalid_private_key",
      "This file is too large for a private key in PEM form.",
    );
  }
  return { fileName: file.name, signer: await importSigningKey(await file.text()) };
}

/** Which of the application's signing keys the chosen file belongs to; the verifying ones first. */
export function matchSigningKey<Key extends Pick<SigningKeyView, "fingerprint" | "status">>(
  fingerprint: string,
  signingKeys: readonly Key[],
): Key | null {
  const matching = signingKeys.filter((key) => key.fingerprint === fingerprint);
  return matching.find((key) => key.status !== "retired") ?? matching[0] ?? null;
}

/** The public id of a typed API key, where its last four characters leave no doubt. */
export function apiKeyIdOf(
  apiKey: string,
  apiKeys: readonly Pick<ApiKeyView, "id" | "lastFour">[],
): string | undefined {
  const matching = apiKeys.filter((key) => apiKey.endsWith(key.lastFour));
  return matching.length === 1 ? matching[0]?.id : undefined;
}

const acceptedSchema = z.object({
  application: z.object({
    id: z.string(),
    name: z.string(),
    environment: z.string(),
    permissions: z.array(z.string()),
  }),
  apiKey: z.object({
    id: z.string(),
    lastFour: z.string(),
    status: z.string(),
    expiresAt: z.string().nullable(),
  }),
  signingKey: z.object({ fingerprint: z.string(), status: z.string() }),
  token: z.object({ expiresInSeconds: z.number() }),
  serverTime: z.number(),
  requestId: z.string(),
});
export type AcceptedTest = z.infer<typeof acceptedSchema>;

export type RefusedTest = {
  status: number;
  reason: string;
  message: string;
  expected: string | null;
  received: string | null;
  hint: string | null;
  requestId: string | null;
  advice: string;
};

export type TestOutcome =
  | { kind: "accepted"; saw: AcceptedTest; clockOffsetSeconds: number }
  | { kind: "refused"; refusal: RefusedTest }
  /** Nothing came back, or nothing was sent. */
  | { kind: "failed"; message: string };

export type SignedTest = {
  /** This deployment's own. */
  origin: string;
  apiKey: string;
  apiKeyId?: string | undefined;
  signer: ImportedSigningKey;
  method: "GET" | "POST";
  /** JSON text of a POST. */
  body?: string;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
};

/** Signs and sends one request to `signature-check`. */
export async function sendSignedTest(test: SignedTest): Promise<TestOutcome> {
  try {
    return await attempt(test, { issuer: DEFAULT_ISSUER, audience: DEFAULT_AUDIENCE });
  } catch (error) {
    if (error instanceof NuveraApiError) return { kind: "refused", refusal: refusalOf(error) };
    if (error instanceof NuveraClientError) return { kind: "failed", message: error.message };
    return {
      kind: "failed",
      message: "The server could not be reached. Check the connection and try again.",
    };
  }
}

type Names = { issuer: string; audience: string };

/** A deployment may have its own issuer and audience; its refusal says them, and a refused request executed nothing. */
async function attempt(test: SignedTest, names: Names): Promise<TestOutcome> {
  const client = createNuveraClient({
    baseUrl: test.origin,
    apiKey: test.apiKey,
    apiKeyId: test.apiKeyId,
    signer: test.signer,
    ...names,
    ...(test.fetch === undefined ? {} : { fetch: test.fetch }),
  });
  try {
    const json = test.method === "POST" ? { json: parseBody(test.body ?? "{}") } : {};
    const saw = acceptedSchema.parse(await client.request(test.method, TEST_TARGET, json));
    return { kind: "accepted", saw, clockOffsetSeconds: client.clockOffsetSeconds() };
  } catch (error) {
    const own = error instanceof NuveraApiError ? namesSaidBy(error, names) : null;
    if (own === null) throw error;
    return attempt(test, own);
  }
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new NuveraClientError("invalid_body", "The body is not JSON.");
  }
}

function namesSaidBy({ reason, details }: NuveraApiError, names: Names): Names | null {
  const { expected } = details;
  if (typeof expected !== "string") return null;
  if (reason === "issuer_mismatch" && names.issuer === DEFAULT_ISSUER) return { ...names, issuer: expected };
  if (reason === "audience_mismatch" && names.audience === DEFAULT_AUDIENCE) {
    return { ...names, audience: expected };
  }
  return null;
}

function refusalOf({ status, reason, message, details, requestId }: NuveraApiError): RefusedTest {
  return {
    status,
    reason,
    message,
    expected: textOf(details.expected),
    received: textOf(details.received),
    hint: textOf(details.hint),
    requestId: requestId ?? null,
    advice: adviceFor(reason),
  };
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

const ADVICE: Record<string, string> = {
  invalid_api_key: "Check that the whole API key was pasted, and that it belongs to this platform.",
  api_key_revoked: "This key was revoked and cannot return. Use a live key, or create a replacement key.",
  api_key_expired: "This key's date has passed. Use a live key, or create a replacement key.",
  application_disabled: "Enable the application first.",
  organization_suspended: "Write to the operator's support.",
  wrong_environment: "Use a key of this environment, or the other environment's address.",
  signing_key_unknown:
    "The private key belongs to no signing key of this application. Choose the matching file, or replace the signing key with the one that matches.",
  signature_invalid:
    "The private key does not match the application's signing key. Choose the matching file, or replace the signing key with the one that matches.",
  subject_mismatch: "The API key belongs to another application than this page's.",
  ip_not_allowed: "Your address is not on the application's allowlist. Send the request from your service.",
  rate_limited: "The application is at its rate limit. Wait a moment and send it again.",
  token_replayed: "Send it again: every request needs a fresh token.",
  token_expired: "This device's clock is wrong. Set it, then send the request again.",
  token_not_yet_valid: "This device's clock is wrong. Set it, then send the request again.",
  unavailable: "The platform is busy. Wait a moment and send it again.",
};

/** What to do about a refusal of the test request. */
export function adviceFor(reason: string): string {
  return ADVICE[reason] ?? "Quote the request id to support if the reason does not explain itself.";
}
