import { command } from "@/cli/command";
import { operate, requireMemberId, requireOrganization, withDeployment } from "@/cli/deployment";
import { choice, reasonOption as reason, required } from "@/cli/options";
import { fields } from "@/cli/output";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { resetCodes } from "@/lib/auth/reset-codes";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { changeMemberRole, removeMember } from "@/lib/operations/team/members";
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

export const userRole = command({
  name: "user role",
  summary: changeMemberRole.summary,
  options: { user: required("ID|EMAIL"), org: required("ID|SLUG"), role: choice(PARTNER_ROLES), reason },
  run: ({ user, org, role, reason: why }) =>
    withDeployment(async (runtime) => {
      const organizationId = await requireOrganization(runtime, org);
      const userId = await requireMemberId(runtime, organizationId, user);
      const place = { organizationId, environment: "sandbox" as const };
      const member = await operate(runtime, place, changeMemberRole, { userId, role }, why);
      const lines = fields([
        ["User", member.userId],
        ["Role", member.role],
      ]);
      return { json: { userId: member.userId, role: member.role }, lines };
    }),
});

export const userRemove = command({
  name: "user remove",
  summary: removeMember.summary,
  options: { user: required("ID|EMAIL"), org: required("ID|SLUG"), reason },
  run: ({ user, org, reason: why }) =>
    withDeployment(async (runtime) => {
      const organizationId = await requireOrganization(runtime, org);
      const userId = await requireMemberId(runtime, organizationId, user);
      const place = { organizationId, environment: "sandbox" as const };
      const removed = await operate(runtime, place, removeMember, { userId }, why);
      return { json: removed, lines: fields([["Removed", removed.userId]]) };
    }),
});

export const userResetCodes = command({
  name: "user reset-codes",
  summary: "Let somebody who lost phone and recovery codes set up one-time codes anew; they are told by mail",
  options: { email: required("E"), reason },
  run: (options) =>
    withDeployment(async (runtime) => {
      const principal = operatorCli(OPERATOR_ORGANIZATION_ID, "sandbox");
      const input = { email: options.email, reason: options.reason ?? null };
      const reset = await resetCodes(runtime, principal, input, operatorCliOrigin());
      return { json: reset, lines: fields([["User", reset.userId]]) };
    }),
});
