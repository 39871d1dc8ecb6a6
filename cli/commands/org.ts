import { command } from "@/cli/command";
import { operate, requireOrganization, withDeployment } from "@/cli/deployment";
import { choice, reasonOption as reason, required } from "@/cli/options";
import { fields } from "@/cli/output";
import { newUuid, toPublicId } from "@/lib/ids";
import { createOrganization } from "@/lib/operations/organizations/create";
import { setPersonalKeyPolicy } from "@/lib/operations/personal-keys/policy";
import { PERSONAL_KEY_POLICIES } from "@/lib/schemas/personal-key-policy";

export const orgCreate = command({
  name: "org create",
  summary: createOrganization.summary,
  options: { name: required("N") },
  run: ({ name }) =>
    withDeployment(async (runtime) => {
      const place = { organizationId: newUuid(), environment: "sandbox" as const };
      const created = await operate(runtime, place, createOrganization, { name });
      const lines = fields([
        ["Organization", created.organizationId],
        ["Slug", created.slug],
      ]);
      return { json: created, lines };
    }),
});

export const orgPolicy = command({
  name: "org policy",
  summary: setPersonalKeyPolicy.summary,
  options: { org: required("ID|SLUG"), "personal-keys": choice(PERSONAL_KEY_POLICIES), reason },
  run: ({ org, "personal-keys": personalKeys, reason: why }) =>
    withDeployment(async (runtime) => {
      const uuid = await requireOrganization(runtime, org);
      const place = { organizationId: uuid, environment: "sandbox" as const };
      const set = await operate(runtime, place, setPersonalKeyPolicy, { personalKeys }, why);
      const organizationId = toPublicId("organization", uuid);
      const lines = fields([
        ["Organization", organizationId],
        ["Personal API keys", set.personalKeys],
      ]);
      return { json: { organizationId, ...set }, lines };
    }),
});
