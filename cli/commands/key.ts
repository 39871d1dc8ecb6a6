import { command } from "@/cli/command";
import { operate, requireApiKeyPlace, requireApplicationPlace, withDeployment } from "@/cli/deployment";
import { choice, required } from "@/cli/options";
import { fields } from "@/cli/output";
import { createReplacementKey, graceSchema, revokeApiKey } from "@/lib/operations/applications/api-keys";

export const keyCreate = command({
  name: "key create",
  summary: createReplacementKey.summary,
  options: { app: required("ID"), grace: choice(graceSchema.options) },
  run: ({ app, grace }) =>
    withDeployment(async (runtime) => {
      const place = await requireApplicationPlace(runtime, app);
      const input = { applicationId: app, grace };
      const created = await operate(runtime, place, createReplacementKey, input);
      const lines = fields([
        ["API key", `${created.apiKey} (shown this once: store it now)`],
        ["API key id", created.apiKeyId],
        ...created.expiring.map((key) => ["Expiring", `${key.apiKeyId} until ${key.expiresAt}`] as const),
      ]);
      return { json: created, lines };
    }),
});

export const keyRevoke = command({
  name: "key revoke",
  summary: revokeApiKey.summary,
  options: { key: required("ID") },
  run: ({ key }) =>
    withDeployment(async (runtime) => {
      const place = await requireApiKeyPlace(runtime, key);
      const revoked = await operate(runtime, place, revokeApiKey, { apiKeyId: key });
      const lines = fields([
        ["API key id", revoked.apiKeyId],
        ["Revoked at", revoked.revokedAt],
      ]);
      return { json: revoked, lines };
    }),
});
