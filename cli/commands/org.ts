import { command } from "@/cli/command";
import { operate, withDeployment } from "@/cli/deployment";
import { required } from "@/cli/options";
import { fields } from "@/cli/output";
import { newUuid } from "@/lib/ids";
import { createOrganization } from "@/lib/operations/organizations/create";

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
