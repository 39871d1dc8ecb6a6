/** Replacement and revocation of an application's API keys. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { expireActiveApiKeys, listLiveApiKeys, lockApiKey, revokeLiveApiKeys } from "@/db/queries/api-keys";
import { apiKeys } from "@/db/schema";
import { conflict, notFound } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { requireApplication } from "@/lib/operations/applications/find";
import { issueApiKey } from "@/lib/operations/applications/issue-api-key";
import { writeOperation } from "@/lib/operations/operation";
import { timestampSchema } from "@/lib/schemas/common";

export const GRACE_WINDOWS_SECONDS = { none: 0, "1h": 3600, "24h": 86_400, "7d": 604_800 } as const;
export const graceSchema = z.enum(["none", "1h", "24h", "7d"]);

const MAXIMUM_LIVE_KEYS = 5;

export const createReplacementKey = writeOperation({
  name: "createReplacementKey",
  summary: "Create an API key; the keys before it end now or after a grace window",
  permission: "APPLICATIONS_WRITE",
  audit: "api_key.created",
  input: z.strictObject({ applicationId: z.string(), grace: graceSchema.default("24h") }),
  output: z.strictObject({
    apiKey: z.string(),
    apiKeyId: z.string(),
    expiring: z.array(z.strictObject({ apiKeyId: z.string(), expiresAt: timestampSchema })),
  }),
  run: async (context, { applicationId, grace }) => {
    const application = await requireApplication(context, applicationId, { lock: true });
    const { tx, now } = context;
    const graceSeconds = GRACE_WINDOWS_SECONDS[grace];
    if (graceSeconds === 0) await revokeLiveApiKeys(tx, application, now);
    else await expireActiveApiKeys(tx, application, new Date(now.getTime() + graceSeconds * 1000));
    const live = await listLiveApiKeys(tx, application, now);
    if (live.length >= MAXIMUM_LIVE_KEYS) {
      throw conflict(
        `An application has at most ${MAXIMUM_LIVE_KEYS} live API keys. Revoke one that is no longer used first.`,
        { liveApiKeyIds: live.map((key) => toPublicId("apiKey", key.id)) },
      );
    }
    const issued = await issueApiKey(context, application.id);
    const expiring = live.flatMap((key) =>
      key.expiresAt === null
        ? []
        : [{ apiKeyId: toPublicId("apiKey", key.id), expiresAt: key.expiresAt.toISOString() }],
    );
    const apiKeyId = toPublicId("apiKey", issued.uuid);
    context.audit({
      target: { kind: "api_key", id: apiKeyId },
      after: { applicationId, lastFour: issued.lastFour, grace, expiring },
    });
    return { apiKey: issued.apiKey, apiKeyId, expiring };
  },
});

export const revokeApiKey = writeOperation({
  name: "revokeApiKey",
  summary: "Revoke an API key, finally and at once",
  permission: "APPLICATIONS_WRITE",
  audit: "api_key.revoked",
  input: z.strictObject({ apiKeyId: z.string() }),
  output: z.strictObject({ apiKeyId: z.string(), revokedAt: timestampSchema }),
  run: async (context, { apiKeyId }) => {
    const uuid = fromPublicId("apiKey", apiKeyId);
    const found = uuid === null ? undefined : await lockApiKey(context.tx, context.scope, uuid);
    if (found === undefined) throw notFound("API key");
    const { key, application } = found;
    if (key.revokedAt !== null) {
      context.audit("unchanged");
      return { apiKeyId, revokedAt: key.revokedAt.toISOString() };
    }
    await context.tx.update(apiKeys).set({ revokedAt: context.now }).where(eq(apiKeys.id, key.id));
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
