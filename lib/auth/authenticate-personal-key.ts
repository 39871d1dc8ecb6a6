/**
 * From a bearer key to a personal key's principal. One statement, `authenticate_personal_key`, reads the key, its maker's
 * membership and what the organization allows, and takes from the key's rate limit. Nothing is cached: a demotion, a
 * removal, a deletion and another policy count from the next request on every process.
 */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { checkEnvironmentHost } from "@/lib/auth/environment-host";
import { overRateLimit, type RateLimitState } from "@/lib/auth/rate-limit";
import { withDeadline } from "@/lib/database-errors";
import { ApiError, noValidApiKey, unauthorized } from "@/lib/errors";
import { PARTNER_ROLES, permissionsOfPersonalKey } from "@/lib/permissions";
import type { PersonalKeyPrincipal } from "@/lib/principal";
import type { Caller } from "@/lib/request-log/notes";
import type { Runtime } from "@/lib/runtime";
import { environmentSchema } from "@/lib/schemas/common";
import { PERSONAL_KEY_RATE_LIMIT_PER_SECOND, personalKeyPolicySchema } from "@/lib/schemas/personal-key";
import { allowsPersonalKeys } from "@/lib/schemas/personal-key-policy";
import { hashApiKey, parseApiKey } from "@/lib/security/api-key";

/** What of a request counts here; `key` is what followed `Bearer`, `host` the `Host` header or `null` without one. */
export type KeyedRequest = {
  key: string;
  host: string | null;
  address: string | null;
  userAgent: string | null;
  /** Hears whose key was sent, or that it is nobody's, as soon as that is known and whatever becomes of the request. */
  identified?: (caller: Caller | null) => void;
};

/** Who asks, and how much more they may. */
export type AdmittedKey = { principal: PersonalKeyPrincipal; rateLimit: RateLimitState };

const instant = z
  .union([z.date(), z.string()])
  .transform((value) => new Date(value))
  .nullable();

const rowSchema = z.object({
  personal_key_id: z.string(),
  name: z.string(),
  environment: environmentSchema,
  expires_at: instant,
  revoked_at: instant,
  organization_id: z.string(),
  suspended_at: instant,
  personal_keys: personalKeyPolicySchema,
  user_id: z.string(),
  display_name: z.string(),
  role: z.enum(PARTNER_ROLES).nullable(),
  is_admitted: z.boolean(),
  remaining: z.int(),
  seconds: z.int(),
});
type State = z.output<typeof rowSchema>;

/** Whether this bearer value is meant as a personal key, however it is spelt; a token never begins like one. */
export function looksLikePersonalKey(bearer: string): boolean {
  return /^nv_/i.test(bearer);
}

/**
 * Authenticates one request. Throws `ApiError` with the first reason that applies; `rate_limited` for a key over its limit,
 * and for an address that keeps sending credentials which are not accepted.
 */
export async function authenticatePersonalKey(runtime: Runtime, request: KeyedRequest): Promise<AdmittedKey> {
  try {
    return await authenticate(runtime, request);
  } catch (refusal) {
    throw await runtime.failedAuthentications.answerFor(refusal, request.address, runtime.clock());
  }
}

async function authenticate(runtime: Runtime, request: KeyedRequest): Promise<AdmittedKey> {
  const { key, host, address, userAgent } = request;
  if (parseApiKey(key) === null) {
    request.identified?.(null);
    throw noValidApiKey();
  }
  const now = runtime.clock();
  const hashes = runtime.peppers.map((pepper) => hashApiKey(key, pepper));
  const state = await loadState(runtime.database, hashes, now);
  if (state === null) {
    request.identified?.(null);
    throw noValidApiKey();
  }
  request.identified?.({
    organizationId: state.organization_id,
    environment: state.environment,
    applicationId: null,
    keyId: state.personal_key_id,
  });
  const refusal =
    ended(state, now) ??
    checkEnvironmentHost(runtime.settings, host, state.environment, now) ??
    notAllowed(state, now);
  if (refusal !== null) throw refusal;
  const principal = toPrincipal(state);
  const perSecond = PERSONAL_KEY_RATE_LIMIT_PER_SECOND;
  if (!state.is_admitted) throw overRateLimit(perSecond, state.seconds, "This personal API key");
  runtime.usage.recordPersonalKey({
    personalKeyId: principal.personalKeyId,
    usedAt: now,
    address,
    userAgent,
  });
  return { principal, rateLimit: { perSecond, remaining: state.remaining, resetSeconds: state.seconds } };
}

async function loadState(database: Database, keyHashes: readonly Buffer[], now: Date): Promise<State | null> {
  const hashes = sql.join(
    keyHashes.map((hash) => sql`${hash}::bytea`),
    sql`, `,
  );
  const rows = await withDeadline(
    database.db.execute(sql`select * from authenticate_personal_key(
      array[${hashes}], ${PERSONAL_KEY_RATE_LIMIT_PER_SECOND}::integer, ${now.getTime()}::bigint)`),
  );
  return rows[0] === undefined ? null : rowSchema.parse(rows[0]);
}

/** Why the key is dead, or `null` for a living one; the database applied the same rules before it counted. */
function ended(state: State, now: Date): ApiError | null {
  const { role, revoked_at: revokedAt, expires_at: expiresAt, suspended_at: suspendedAt } = state;
  if (revokedAt !== null || role === null) {
    return unauthorized(
      "api_key_revoked",
      "This API key was deleted, or whoever made it is no longer a member of the organization. It cannot be revived: create another one.",
      at(now),
    );
  }
  if (expiresAt !== null && expiresAt <= now) {
    return unauthorized(
      "api_key_expired",
      `This API key expired at ${expiresAt.toISOString()}. Create another one.`,
      at(now),
    );
  }
  if (suspendedAt !== null) {
    return unauthorized(
      "organization_suspended",
      "This organization is suspended. Contact the operator's support.",
      at(now),
    );
  }
  return null;
}

function notAllowed({ personal_keys: allowed, environment }: State, now: Date): ApiError | null {
  if (allowsPersonalKeys(allowed, environment)) return null;
  return new ApiError(
    "forbidden",
    "personal_keys_disabled",
    `Your organization does not allow personal API keys in ${environment}. An owner or admin can allow them, or use an API application.`,
    { environment, allowed, ...at(now) },
  );
}

function at(now: Date): { serverTime: number } {
  return { serverTime: Math.floor(now.getTime() / 1000) };
}

function toPrincipal(state: State): PersonalKeyPrincipal {
  const { role } = state;
  if (role === null) throw new Error("A personal key without a membership was let through.");
  return {
    kind: "personal_key",
    organizationId: state.organization_id,
    environment: state.environment,
    personalKeyId: state.personal_key_id,
    keyName: state.name,
    userId: state.user_id,
    displayName: state.display_name,
    role,
    permissions: permissionsOfPersonalKey(role),
  };
}
