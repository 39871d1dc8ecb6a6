/** Replacement, expiry and revocation of an application's API keys. */
import { z } from "zod";
import { lockApiKey, revokeApiKeyRow, setApiKeyExpiry } from "@/db/queries/api-keys";
import type { ApiKeyRow, ApplicationRow } from "@/db/queries/applications";
import { conflict, notFound } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { requireMayHoldCredential } from "@/lib/operations/applications/grant";
import { requireGraceEnd, requireKeyEnd } from "@/lib/operations/applications/key-dates";
import { recordApiKeyEvents, recordExpiring } from "@/lib/operations/applications/lifecycle-events";
import { lockLiveApiKeys, replaceApiKeys } from "@/lib/operations/applications/replace-api-keys";
import { apiKeyStatus } from "@/lib/operations/applications/view";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import {
  changeKeyExpirySchema,
  createdKeySchema,
  createReplacementKeySchema,
} from "@/lib/schemas/application";
import { timestampSchema } from "@/lib/schemas/common";

export const createReplacementKey = writeOperation({
  name: "createReplacementKey",
  summary: "Create an API key; the keys before it end now, after a grace window or at a date",
  permission: "APPLICATIONS_WRITE",
  audit: "api_key.created",
  input: createReplacementKeySchema.extend({ applicationId: z.string() }),
  output: createdKeySchema,
  run: async (context, { applicationId, expectedLiveKeyIds, ...input }) => {
    const { now, scope } = context;
    const endsAt = requireGraceEnd(now, input);
    const expiresAt = input.expiresAt === undefined ? null : requireKeyEnd(now, input.expiresAt);
    const locked = await lockLiveApiKeys(context, applicationId, expectedLiveKeyIds);
    requireMayHoldCredential(context, locked.application);
    if (scope.environment === "production") requireRecentProof(context);
    const via = input.graceUntil === undefined ? { grace: input.grace } : { graceUntil: input.graceUntil };
    const { created } = await replaceApiKeys(context, locked, { endsAt, expiresAt, via });
    return created;
  },
});

/** Without `applicationId` the key alone names what is meant: the command line knows no more. */
const keyInput = { applicationId: z.string().optional(), apiKeyId: z.string() };

export const changeApiKeyExpiry = writeOperation({
  name: "changeApiKeyExpiry",
  summary: "Give a live API key a date on which it ends, or take the date away: it is active again",
  permission: "APPLICATIONS_WRITE",
  audit: "api_key.expiry_changed",
  input: changeKeyExpirySchema.extend(keyInput),
  output: z.strictObject({ apiKeyId: z.string(), expiresAt: timestampSchema.nullable() }),
  run: async (context, { applicationId, apiKeyId, expiresAt: wanted }) => {
    const { tx, now, scope } = context;
    const expiresAt = wanted === null ? null : requireKeyEnd(now, wanted);
    const { key, application } = await requireApiKey(context, apiKeyId, applicationId);
    requireLive(key, now);
    if (key.expiresAt?.getTime() === expiresAt?.getTime()) {
      context.audit("unchanged");
      return { apiKeyId, expiresAt: expiresAt?.toISOString() ?? null };
    }
    // Longer life for a production key is as good as another key; a shorter one must not wait for anybody.
    const goesOnLonger = expiresAt === null || (key.expiresAt !== null && expiresAt > key.expiresAt);
    if (scope.environment === "production" && goesOnLonger) requireRecentProof(context);
    await setApiKeyExpiry(tx, key, expiresAt, now);
    if (expiresAt !== null) await recordExpiring(context, application, [key.id], expiresAt);
    context.audit({
      target: { kind: "api_key", id: apiKeyId },
      before: { expiresAt: key.expiresAt?.toISOString() ?? null },
      after: {
        applicationId: toPublicId("application", application.id),
        lastFour: key.lastFour,
        expiresAt: expiresAt?.toISOString() ?? null,
      },
    });
    return { apiKeyId, expiresAt: expiresAt?.toISOString() ?? null };
  },
});

export const revokeApiKey = writeOperation({
  name: "revokeApiKey",
  summary: "Revoke an API key, finally and at once",
  permission: "APPLICATIONS_WRITE",
  audit: "api_key.revoked",
  input: z.strictObject(keyInput),
  output: z.strictObject({ apiKeyId: z.string(), revokedAt: timestampSchema }),
  run: async (context, { applicationId, apiKeyId }) => {
    const { key, application } = await requireApiKey(context, apiKeyId, applicationId);
    if (key.revokedAt !== null) {
      context.audit("unchanged");
      return { apiKeyId, revokedAt: key.revokedAt.toISOString() };
    }
    await revokeApiKeyRow(context.tx, key, context.now);
    await recordApiKeyEvents(context, application, [key.id], "api_keys.revoked");
    context.audit({
      target: { kind: "api_key", id: apiKeyId },
      before: { expiresAt: key.expiresAt?.toISOString() ?? null, revokedAt: null },
      after: {
        applicationId: toPublicId("application", application.id),
        lastFour: key.lastFour,
        revokedAt: context.now.toISOString(),
      },
    });
    return { apiKeyId, revokedAt: context.now.toISOString() };
  },
});

/** The key with its locked application; throws 404, also for a key of another application than the one named. */
async function requireApiKey(
  { tx, scope }: TransactionContext,
  apiKeyId: string,
  applicationId: string | undefined,
): Promise<{ key: ApiKeyRow; application: ApplicationRow }> {
  const uuid = fromPublicId("apiKey", apiKeyId);
  const found = uuid === null ? undefined : await lockApiKey(tx, scope, uuid);
  if (found === undefined) throw notFound("API key");
  const isOfAnother =
    applicationId !== undefined && toPublicId("application", found.application.id) !== applicationId;
  if (isOfAnother) throw notFound("API key");
  return found;
}

function requireLive(key: ApiKeyRow, now: Date): void {
  const status = apiKeyStatus(key, now);
  if (status === "revoked") {
    throw conflict("This key was revoked, which is final. Create a replacement key instead.", { status });
  }
  if (status === "expired") {
    throw conflict(
      `This key expired at ${key.expiresAt?.toISOString()} and cannot be revived. Create a replacement key instead.`,
      { status },
    );
  }
}
