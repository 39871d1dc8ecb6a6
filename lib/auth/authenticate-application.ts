/**
 * From a signed request to an application principal, in the order of the signing contract: API key, state, token,
 * claims, body, then the token id claimed in one statement with a re-check of the state and the rate limit.
 */
import { checkAddress } from "@/lib/auth/address-list";
import { type Credential, type CredentialSigningKey, loadCredential } from "@/lib/auth/credential";
import { checkState } from "@/lib/auth/credential-state";
import { checkEnvironmentHost, isTestFromPage } from "@/lib/auth/environment-host";
import { overRateLimit, type RateLimitState } from "@/lib/auth/rate-limit";
import { withCause } from "@/lib/auth/refusal-cause";
import type { BodyEvidence } from "@/lib/diagnosis";
import { diagnoseSlowBody } from "@/lib/diagnosis/times";
import { ApiError, type ErrorDetails, noValidApiKey, unauthorized, unavailable } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import type { ApplicationPrincipal } from "@/lib/principal";
import type { Caller } from "@/lib/request-log/notes";
import type { Runtime } from "@/lib/runtime";
import { hashApiKey, parseApiKey } from "@/lib/security/api-key";
import {
  checkBodyHash,
  type TokenRefusal,
  type VerifiedToken,
  verifyRequestToken,
} from "@/lib/security/request-token";
import { counts } from "@/lib/telemetry/counts";
import { inSpan } from "@/lib/telemetry/spans";

/** A token id is kept this long after its token expired, so that clocks a little apart cannot reopen it. */
const NONCE_GRACE_SECONDS = 5;

/** How often a request may find that its credential changed under it before the caller is told to try again. */
const MAXIMUM_ATTEMPTS = 5;

/** What of a request is signed or counts for authentication; `target` is the request target as on the wire. */
export type SignedRequest = {
  method: string;
  target: string;
  /** The `Host` header, or `null` without one. */
  host: string | null;
  /** The `x-api-key` header, or `null` without one. */
  apiKey: string | null;
  /** The token of `Authorization: Bearer`, empty without one. */
  token: string;
  /** SHA-256 of the body's bytes as they arrived, in lower-case hex; called only when the token itself is good. */
  bodySha256: () => Promise<string>;
  /** What else is known of the body and the headers; asked for only when the request has been refused. */
  bodyEvidence?: () => Promise<BodyEvidence>;
  header?: (name: string) => string | null;
  address: string | null;
  userAgent: string | null;
  /** Hears whose key was sent, or that it is nobody's, as soon as that is known and whatever becomes of the request. */
  identified?: (caller: Caller | null) => void;
  /** Hears which signing key verified the token, where all but the token id and the rate limit is good. */
  verified?: (signingKeyId: string) => void;
};

/** `now`: when the whole request had arrived, which is the moment that counts for the token's end. */
type Proven = { credential: Credential; token: VerifiedToken; now: Date };

/** A key of the right form, and what it would be stored as under each pepper. */
type SentKey = { apiKey: string; keyHashes: readonly Buffer[] };

/** Whose request it is, once that is known; what a refusal may tell depends on it. */
type Known = { credential: Credential | null };

/** Who asks, and how much more they may. */
export type AdmittedRequest = { principal: ApplicationPrincipal; rateLimit: RateLimitState };

/**
 * Authenticates one request and burns its token id. Throws `ApiError` with the first reason that applies; `rate_limited`
 * for an application over its limit, and for an address that keeps sending credentials which are not accepted.
 */
export async function authenticateApplication(
  runtime: Runtime,
  request: SignedRequest,
): Promise<AdmittedRequest> {
  const known: Known = { credential: null };
  try {
    return await authenticate(runtime, request, known);
  } catch (refusal) {
    const answer = await runtime.failedAuthentications.answerFor(refusal, request.address, runtime.clock());
    // Whoever is over the limit of bad credentials is not told why, so that nothing is looked for either.
    if (answer !== refusal || known.credential === null) throw answer;
    throw await withCause(runtime, request, known.credential, refusal);
  }
}

async function authenticate(
  runtime: Runtime,
  request: SignedRequest,
  known: Known,
): Promise<AdmittedRequest> {
  const { apiKey } = request;
  if (apiKey === null || parseApiKey(apiKey) === null) {
    request.identified?.(null);
    throw noValidApiKey();
  }
  const keyHashes = runtime.peppers.map((pepper) => hashApiKey(apiKey, pepper));
  for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt += 1) {
    const proven = await prove(runtime, request, { apiKey, keyHashes }, attempt === 0, known);
    const { credential, token, now } = proven;
    request.verified?.(signingKeyOf(proven).id);
    const { outcome, remaining, seconds } = await inSpan("claim", {}, () =>
      runtime.claims.claim(credential, {
        jti: token.jti,
        issuedAtSeconds: token.issuedAtSeconds,
        rememberUntil: new Date((token.expiresAtSeconds + NONCE_GRACE_SECONDS) * 1000),
        now,
      }),
    );
    const perSecond = credential.rateLimitPerSecond;
    if (outcome === "claimed") {
      const principal = admit(runtime, request, proven);
      return { principal, rateLimit: { perSecond, remaining, resetSeconds: seconds } };
    }
    if (outcome === "replayed") throw replayed(proven);
    if (outcome === "forgotten") throw tokenIdsForgotten(seconds, now);
    if (outcome === "limited") {
      runtime.usage.recordLimited(keysOf(proven), now);
      throw overRateLimit(perSecond, seconds, "This application");
    }
  }
  throw unavailable(
    "The credential kept changing while this request was checked; nothing was done. Send it again.",
  );
}

/** Checks everything but the token id. A refusal is given from the database's truth only, never from the cache. */
async function prove(
  runtime: Runtime,
  request: SignedRequest,
  { apiKey, keyHashes }: SentKey,
  mayUseCache: boolean,
  known: Known,
): Promise<Proven> {
  const cached = mayUseCache
    ? keyHashes.map((hash) => runtime.credentials.get(hash)).find((entry) => entry !== undefined)
    : undefined;
  if (cached === undefined) counts().credentialCache.misses += 1;
  else {
    counts().credentialCache.hits += 1;
    request.identified?.(callerOf(cached));
    const checked = await check(runtime, request, apiKey, cached);
    if ("token" in checked) {
      known.credential = cached;
      return checked;
    }
  }
  const credential = await loadCredential(runtime.database, keyHashes);
  request.identified?.(credential === null ? null : callerOf(credential));
  if (credential === null) throw noValidApiKey();
  known.credential = credential;
  const checked = await check(runtime, request, apiKey, credential);
  if ("refusal" in checked) {
    countRefusedAddress(runtime, request, credential, checked.refusal);
    throw checked.refusal;
  }
  for (const hash of keyHashes) runtime.credentials.set(hash, credential);
  return checked;
}

function callerOf({ organizationId, environment, applicationId, apiKeyId }: Credential): Caller {
  return { organizationId, environment, applicationId, keyId: apiKeyId };
}

async function check(
  runtime: Runtime,
  request: SignedRequest,
  apiKey: string,
  credential: Credential,
): Promise<Proven | { refusal: Error }> {
  const now = runtime.clock();
  const serverTime = inSeconds(now);
  const stateRefusal = checkState(credential, now);
  if (stateRefusal !== null) return { refusal: unauthorized(...stateRefusal, { serverTime }) };
  const hostRefusal = checkHost(runtime, request, credential, now);
  if (hostRefusal !== null) return { refusal: hostRefusal };
  const addressRefusal = checkAddress(credential.addressList, request.address, now);
  if (addressRefusal !== null) return { refusal: addressRefusal };
  const verified = verifyRequestToken(request.token, {
    issuer: runtime.settings.tokenIssuer,
    audience: runtime.settings.tokenAudience,
    apiKey,
    apiKeyId: toPublicId("apiKey", credential.apiKeyId),
    method: request.method,
    target: request.target,
    nowSeconds: serverTime,
    signingKeys: credential.signingKeys
      .filter(
        ({ retiresAtMilliseconds }) =>
          retiresAtMilliseconds === null || retiresAtMilliseconds > now.getTime(),
      )
      .slice(0, 2),
  });
  if (!verified.ok) return { refusal: tokenRefused(verified, serverTime) };
  const bodyRefusal = checkBodyHash(verified.token, await request.bodySha256());
  if (bodyRefusal !== null) return { refusal: tokenRefused(bodyRefusal, serverTime) };
  const arrived = runtime.clock();
  if (verified.token.expiresAtSeconds * 1000 <= arrived.getTime()) {
    return { refusal: expiredOnTheWay(verified.token, arrived) };
  }
  return { credential, token: verified.token, now: arrived };
}

function checkHost({ settings }: Runtime, request: SignedRequest, { environment }: Credential, now: Date) {
  if (settings.environmentBaseUrls === null) return null;
  if (isTestFromPage(settings, request.host, request.target)) return null;
  return checkEnvironmentHost(settings, request.host, environment, now);
}

/** What a list refuses stands on the application's page beside what it lets in. */
function countRefusedAddress(
  { usage, clock }: Runtime,
  { address }: SignedRequest,
  { applicationId }: Credential,
  refusal: Error,
): void {
  if (!(refusal instanceof ApiError) || refusal.reason !== "ip_not_allowed") return;
  usage.recordAddress({ applicationId, address, at: clock(), isRefused: true });
}

function signingKeyOf({ credential, token }: Proven): CredentialSigningKey {
  const signingKey = credential.signingKeys.find(({ fingerprint }) => fingerprint === token.fingerprint);
  if (signingKey === undefined)
    throw new Error("A verified token names a signing key that the credential lacks.");
  return signingKey;
}

/** The pair of keys that a request was proven with. */
function keysOf(proven: Proven): { apiKeyId: string; signingKeyId: string } {
  return { apiKeyId: proven.credential.apiKeyId, signingKeyId: signingKeyOf(proven).id };
}

function admit(runtime: Runtime, request: SignedRequest, proven: Proven): ApplicationPrincipal {
  const { credential, token, now } = proven;
  const signingKey = signingKeyOf(proven);
  runtime.usage.record({
    ...keysOf(proven),
    usedAt: now,
    address: request.address,
    userAgent: request.userAgent,
  });
  runtime.usage.recordAddress({
    applicationId: credential.applicationId,
    address: request.address,
    at: now,
    isRefused: false,
  });
  return {
    kind: "application",
    organizationId: credential.organizationId,
    environment: credential.environment,
    applicationId: credential.applicationId,
    applicationName: credential.applicationName,
    permissions: credential.permissionSet,
    apiPermissions: credential.permissions,
    credential: {
      apiKeyId: credential.apiKeyId,
      apiKeyLastFour: credential.lastFour,
      apiKeyExpiresAt: credential.keyExpiresAt,
      signingKeyId: signingKey.id,
      signingKeyFingerprint: token.fingerprint,
      signingKeyRetiresAt:
        signingKey.retiresAtMilliseconds === null ? null : new Date(signingKey.retiresAtMilliseconds),
      tokenExpiresAtSeconds: token.expiresAtSeconds,
    },
  };
}

function tokenRefused(refusal: TokenRefusal, serverTime: number): Error {
  const { reason, message, expected, received, hint, issuedAtSeconds } = refusal;
  const details: ErrorDetails = {
    ...(expected === undefined ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
    ...(hint === undefined ? {} : { hint }),
    ...clock(serverTime, issuedAtSeconds),
  };
  return unauthorized(reason, message, details);
}

function replayed({ now, token }: Proven): Error {
  return unauthorized(
    "token_replayed",
    "This token was used before. Make a fresh token, with a new jti, for every request, retries included.",
    clock(inSeconds(now), token.issuedAtSeconds),
  );
}

/** After a crash of the database, for as long as a token from before might be accepted a second time. */
function tokenIdsForgotten(retryAfterSeconds: number, now: Date): Error {
  return new ApiError(
    "unavailable",
    "unavailable",
    `The database was restarted and no longer knows which tokens were used before. Send the request again in ${retryAfterSeconds} s, with a token that you sign then; nothing was done.`,
    { retryAfterSeconds, serverTime: inSeconds(now) },
    { "Retry-After": String(retryAfterSeconds) },
  );
}

/** A slow body must not outlive its token: the token id is remembered only until shortly after the token's end. */
function expiredOnTheWay(token: VerifiedToken, arrived: Date): Error {
  return unauthorized(
    "token_expired",
    "The token expired while the body was on its way. Sign for longer, up to 60 s.",
    {
      expected: `arrival before ${token.expiresAtSeconds}`,
      received: String(inSeconds(arrived)),
      ...diagnoseSlowBody(),
      ...clock(inSeconds(arrived), token.issuedAtSeconds),
    },
  );
}

function inSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

/** What a client with a wrong clock needs to correct itself. */
function clock(serverTime: number, issuedAtSeconds: number | undefined): ErrorDetails {
  if (issuedAtSeconds === undefined) return { serverTime };
  return { serverTime, issuedAt: issuedAtSeconds, clockOffsetSeconds: issuedAtSeconds - serverTime };
}
