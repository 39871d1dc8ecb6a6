import { command } from "@/cli/command";
import { operate, requireOrganization, requirePersonalKeyPlace, withDeployment } from "@/cli/deployment";
import { toInstant } from "@/cli/instant";
import { choice, optional, reasonOption as reason, required } from "@/cli/options";
import { fields } from "@/cli/output";
import { createPersonalKeyFor } from "@/lib/operations/personal-keys/create";
import { deletePersonalKey } from "@/lib/operations/personal-keys/delete";
import { environmentSchema } from "@/lib/schemas/common";

export const personalKeyCreate = command({
  name: "key personal create",
  summary: createPersonalKeyFor.summary,
  options: {
    user: required("ID|EMAIL"),
    org: required("ID|SLUG"),
    environment: choice(environmentSchema.options),
    name: required("N"),
    expires: optional("DATE", toInstant),
    reason,
  },
  run: ({ user, org, environment, name, expires, reason: why }) =>
    withDeployment(async (runtime) => {
      const place = { organizationId: await requireOrganization(runtime, org), environment };
      const input = { user, name, ...(expires === undefined ? {} : { expiresAt: expires }) };
      const created = await operate(runtime, place, createPersonalKeyFor, input, why);
      const lines = fields([
        ["API key", `${created.apiKey} (shown this once: store it now)`],
        ["Personal key id", created.personalKeyId],
      ]);
      return { json: created, lines };
    }),
});

export const personalKeyDelete = command({
  name: "key personal delete",
  summary: deletePersonalKey.summary,
  options: { key: required("ID"), reason },
  run: ({ key, reason: why }) =>
    withDeployment(async (runtime) => {
      const place = await requirePersonalKeyPlace(runtime, key);
      const deleted = await operate(runtime, place, deletePersonalKey, { personalKeyId: key }, why);
      const lines = fields([
        ["Personal key id", deleted.personalKeyId],
        ["Deleted at", deleted.deletedAt],
      ]);
      return { json: deleted, lines };
    }),
});
