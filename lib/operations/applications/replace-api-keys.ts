/** A new API key in the place of those before it: one path, whether a person asks for it or claims a prepared one. */
import { expireLiveApiKeys, listLiveApiKeys, revokeLiveApiKeys } from "@/db/queries/api-keys";
import type { ApiKeyRow, ApplicationRow } from "@/db/queries/applications";
import { type ApiError, conflict } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { requireApplication } from "@/lib/operations/applications/find";
import { issueApiKey } from "@/lib/operations/applications/issue-api-key";
import { recordApiKeyEvents, recordExpiring } from "@/lib/operations/applications/lifecycle-events";
import type { TransactionContext } from "@/lib/operations/operation";
import { MAXIMUM_LIVE_KEYS } from "@/lib/schemas/application-limits";

/** An application that is locked, with the keys that are live meanwhile. */
export type LockedKeys = { application: ApplicationRow; live: readonly ApiKeyRow[] };

/**
 * Locks the application for a rotation. Throws 409 when the live keys are others than the caller saw, or than they
 * were when this call came: then somebody else has just rotated, and which key to store is for people to sort out.
 */
export async function lockLiveApiKeys(
  context: TransactionContext,
  applicationId: string,
  expectedLiveKeyIds?: readonly string[],
): Promise<LockedKeys> {
  const locked = await lockSeenApiKeys(context, applicationId, expectedLiveKeyIds);
  requireAsSeen(locked);
  return locked;
}

/** Locks the application too, and leaves it to `requireAsSeen` to refuse, after what the caller has to say first. */
export async function lockSeenApiKeys(
  context: TransactionContext,
  applicationId: string,
  expectedLiveKeyIds?: readonly string[],
): Promise<LockedKeys & { seen: readonly string[] }> {
  const { tx, now } = context;
  const { id } = await requireApplication(context, applicationId);
  const seen = expectedLiveKeyIds ?? publicIds(await listLiveApiKeys(tx, id, now));
  const application = await requireApplication(context, applicationId, { lock: true });
  const live = await listLiveApiKeys(tx, id, now);
  return { application, live, seen };
}

/** Throws 409 when the live keys are others than those `seen` before the lock. */
export function requireAsSeen({ live, seen }: Pick<LockedKeys, "live"> & { seen: readonly string[] }): void {
  if (!isSameSet(seen, publicIds(live))) throw somebodyElseReplaced(live);
}

/**
 * Issues a key, ends those before it at `endsAt` (now: revokes them) and puts a row for each of these changes into the
 * audit history. Throws 409 beyond the number of live keys that an application may have.
 */
export async function replaceApiKeys(
  context: TransactionContext,
  { application, live }: LockedKeys,
  { endsAt, expiresAt, via = {} }: { endsAt: Date; expiresAt: Date | null; via?: Record<string, unknown> },
): Promise<{
  uuid: string;
  created: { apiKey: string; apiKeyId: string; expiring: { apiKeyId: string; expiresAt: string }[] };
}> {
  const { tx, now } = context;
  const isAtOnce = endsAt <= now;
  if (!isAtOnce && live.length >= MAXIMUM_LIVE_KEYS) throw tooManyLiveKeys(live);
  const changed = isAtOnce
    ? await revokeLiveApiKeys(tx, application, now)
    : await expireLiveApiKeys(tx, application, endsAt, now);
  if (isAtOnce) await recordApiKeyEvents(context, application, changed, "api_keys.revoked");
  else await recordExpiring(context, application, changed, endsAt);
  const issued = await issueApiKey(context, application.id, expiresAt);
  if (expiresAt !== null) await recordExpiring(context, application, [issued.uuid], expiresAt);
  const apiKeyId = toPublicId("apiKey", issued.uuid);
  const applicationId = toPublicId("application", application.id);
  const expiring = isAtOnce
    ? []
    : live.map((key) => ({
        apiKeyId: toPublicId("apiKey", key.id),
        expiresAt: (changed.includes(key.id) ? endsAt : (key.expiresAt ?? endsAt)).toISOString(),
      }));
  context.audit({
    action: "api_key.created",
    target: { kind: "api_key", id: apiKeyId },
    after: {
      applicationId,
      lastFour: issued.lastFour,
      expiresAt: expiresAt?.toISOString() ?? null,
      expiring,
      ...via,
    },
  });
  for (const key of live.filter(({ id }) => changed.includes(id))) {
    const was = key.expiresAt?.toISOString() ?? null;
    const about = { applicationId, lastFour: key.lastFour, replacedBy: apiKeyId };
    context.audit({
      action: isAtOnce ? "api_key.revoked" : "api_key.expiry_changed",
      target: { kind: "api_key", id: toPublicId("apiKey", key.id) },
      before: isAtOnce ? { expiresAt: was, revokedAt: null } : { expiresAt: was },
      after: isAtOnce
        ? { ...about, revokedAt: now.toISOString() }
        : { ...about, expiresAt: endsAt.toISOString() },
    });
  }
  return { uuid: issued.uuid, created: { apiKey: issued.apiKey, apiKeyId, expiring } };
}

function publicIds(keys: readonly ApiKeyRow[]): string[] {
  return keys.map(({ id }) => toPublicId("apiKey", id));
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const set = new Set(one);
  return set.size === other.length && other.every((member) => set.has(member));
}

function somebodyElseReplaced(live: readonly ApiKeyRow[]): ApiError {
  return conflict(
    `Somebody else replaced or ended keys at the same moment; nothing was changed. ${inWords(live)} Look at them, then decide again.`,
    { liveApiKeyIds: publicIds(live) },
  );
}

function tooManyLiveKeys(live: readonly ApiKeyRow[]): ApiError {
  return conflict(
    `An application has at most ${MAXIMUM_LIVE_KEYS} live API keys. Revoke one that is no longer used first.`,
    { liveApiKeyIds: publicIds(live) },
  );
}

function inWords(live: readonly ApiKeyRow[]): string {
  if (live.length === 0) return "No key is live now.";
  const keys = live.map(({ prefix, lastFour, expiresAt }) =>
    expiresAt === null ? `${prefix}…${lastFour}` : `${prefix}…${lastFour} until ${expiresAt.toISOString()}`,
  );
  return `Live now: ${keys.join(", ")}.`;
}
