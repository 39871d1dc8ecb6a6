/**
 * The likely cause of a refusal, added to it once it has been decided: `details.cause` and `details.hint`. Only for requests
 * whose API key is proven, whose sender owns the credential.
 */
import { readOwnKeys } from "@/db/queries/own-keys";
import type { Credential } from "@/lib/auth/credential";
import { withDeadline } from "@/lib/database-errors";
import { asksForOwnKeys, type BodyEvidence, diagnose, type Evidence, type OwnKeys } from "@/lib/diagnosis";
import { ApiError, withDetails } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import type { Runtime } from "@/lib/runtime";
import { loadVerificationKey } from "@/lib/security/verification-key";

/** A refusal may come a little later for being explained, but not much. */
const DEADLINE_MILLISECONDS = 1_000;

/** What of a signed request can tell why it was refused. */
export type RefusedRequest = {
  method: string;
  target: string;
  apiKey: string | null;
  token: string;
  /** Asked for only where the body has been read already. */
  bodyEvidence?: () => Promise<BodyEvidence>;
  header?: (name: string) => string | null;
};

/** `refusal` itself where nothing more can be told. Never rejects. */
export async function withCause(
  runtime: Runtime,
  request: RefusedRequest,
  credential: Credential,
  refusal: unknown,
): Promise<unknown> {
  if (!(refusal instanceof ApiError) || "cause" in refusal.details) return refusal;
  try {
    const { reason } = refusal;
    const own = asksForOwnKeys(reason) ? await ownKeysOf(runtime, credential) : null;
    const diagnosis = diagnose(reason, await evidenceOf(runtime, request, credential, reason, own));
    return diagnosis === null ? refusal : withDetails(refusal, diagnosis);
  } catch (error) {
    logError("a refusal could not be explained", error);
    return refusal;
  }
}

async function evidenceOf(
  { settings, clock }: Runtime,
  request: RefusedRequest,
  credential: Credential,
  reason: string,
  own: OwnKeys | null,
): Promise<Evidence> {
  const now = clock();
  return {
    method: request.method,
    target: request.target,
    header: (name) => request.header?.(name) ?? null,
    token: request.token,
    apiKey: request.apiKey ?? "",
    apiKeyId: toPublicId("apiKey", credential.apiKeyId),
    applicationId: toPublicId("application", credential.applicationId),
    issuer: settings.tokenIssuer,
    audience: settings.tokenAudience,
    nowSeconds: Math.floor(now.getTime() / 1000),
    signingKeys: credential.signingKeys.filter(
      ({ retiresAtMilliseconds }) => retiresAtMilliseconds === null || retiresAtMilliseconds > now.getTime(),
    ),
    // Of other refusals the body has not been read, and is not to be.
    body: reason === "body_hash_mismatch" ? ((await request.bodyEvidence?.()) ?? null) : null,
    own,
  };
}

/** Null where they cannot be read now. */
async function ownKeysOf(
  { database, clock }: Runtime,
  { organizationId, environment, applicationId, apiKeyId }: Credential,
): Promise<OwnKeys | null> {
  try {
    const { apiKeys, formerSigningKeys } = await withDeadline(
      database.readInScope({ organizationId, environment }, (tx) => readOwnKeys(tx, applicationId, clock())),
      DEADLINE_MILLISECONDS,
    );
    return {
      apiKeys: apiKeys
        .filter(({ id }) => id !== apiKeyId)
        .map(({ id, ...shown }) => ({ id: toPublicId("apiKey", id), ...shown })),
      formerSigningKeys: formerSigningKeys.map(({ publicKeyPem, fingerprint }) =>
        loadVerificationKey(publicKeyPem, fingerprint),
      ),
    };
  } catch (error) {
    logError("the keys of an application could not be read for an explanation", error);
    return null;
  }
}
