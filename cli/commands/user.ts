import { command } from "@/cli/command";
import { operate, requireOrganization, withDeployment } from "@/cli/deployment";
import { choice, required } from "@/cli/options";
import { fields } from "@/cli/output";
import { createUser } from "@/lib/operations/users/create";
import { PARTNER_ROLES } from "@/lib/permissions";

export const userCreate = command({
  name: "user create",
  summary: createUser.summary,
  options: {
    org: required("ID|SLUG"),
    email: required("E"),
    password: required("P"),
    role: choice(PARTNER_ROLES),
  },
  run: ({ org, email, password, role }) =>
    withDeployment(async (runtime) => {
      const organizationId = await requireOrganization(runtime, org);
      const place = { organizationId, environment: "sandbox" as const };
      const created = await operate(runtime, place, createUser, { email, password, role });
      return { json: created, lines: fields([["User", created.userId]]) };
    }),
});
