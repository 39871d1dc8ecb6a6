import { command } from "@/cli/command";
import { operate, requireApiKeyPlace, requireApplicationPlace, withDeployment } from "@/cli/deployment";
import { UsageError } from "@/cli/errors";
import { toInstant } from "@/cli/instant";
import { optional, reasonOption as reason, required } from "@/cli/options";
import { fields } from "@/cli/output";
import {
  changeApiKeyExpiry,
  createReplacementKey,
  revokeApiKey,
} from "@/lib/operations/applications/api-keys";
import { graceSchema } from "@/lib/schemas/application";

export const keyCreate = command({
  name: "key create",
  summary: createReplacementKey.summary,
  options: {
    app: required("ID"),
    grace: required(`${graceSchema.options.join("|")}|DATE`, toGrace),
    expires: optional("DATE", toInstant),
    reason,
  },
  run: ({ app, grace, expires, reason: why }) =>
    withDeployment(async (runtime) => {
      const place = await requireApplicationPlace(runtime, app);
      const input = {
        applicationId: app,
        ...grace,
        ...(expires === undefined ? {} : { expiresAt: expires }),
      };
      const created = await operate(runtime, place, createReplacementKey, input, why);
      const lines = fields([
        ["API key", `${created.apiKey} (shown this once: store it now)`],
        ["API key id", created.apiKeyId],
        ...created.expiring.map((key) => ["Expiring", `${key.apiKeyId} until ${key.expiresAt}`] as const),
      ]);
      return { json: created, lines };
    }),
});

export const keyExpiry = command({
  name: "key expiry",
  summary: changeApiKeyExpiry.summary,
  options: {
    key: required("ID"),
    expires: required("DATE|never", (text, name) => (text === "never" ? null : toInstant(text, name))),
    reason,
  },
  run: ({ key, expires, reason: why }) =>
    withDeployment(async (runtime) => {
      const place = await requireApiKeyPlace(runtime, key);
      const input = { apiKeyId: key, expiresAt: expires };
      const changed = await operate(runtime, place, changeApiKeyExpiry, input, why);
      const lines = fields([
        ["API key id", changed.apiKeyId],
        ["Expires at", changed.expiresAt ?? "never"],
      ]);
      return { json: changed, lines };
    }),
});

export const keyRevoke = command({
  name: "key revoke",
  summary: revokeApiKey.summary,
  options: { key: required("ID"), reason },
  run: ({ key, reason: why }) =>
    withDeployment(async (runtime) => {
      const place = await requireApiKeyPlace(runtime, key);
      const revoked = await operate(runtime, place, revokeApiKey, { apiKeyId: key }, why);
      const lines = fields([
        ["API key id", revoked.apiKeyId],
        ["Revoked at", revoked.revokedAt],
      ]);
      return { json: revoked, lines };
    }),
});

/** A window by its word, or the date on which the keys before the new one end. */
function toGrace(text: string, name: string) {
  const word = graceSchema.options.find((candidate) => candidate === text);
  if (word !== undefined) return { grace: word };
  if (!/^\d{4}-/.test(text)) {
    throw new UsageError(`--${name} must be one of ${graceSchema.options.join(", ")}, or a date.`);
  }
  return { graceUntil: toInstant(text, name) };
}
