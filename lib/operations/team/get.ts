import { z } from "zod";
import { listOpenInvitations } from "@/db/queries/invitations";
import { listMembers } from "@/db/queries/team";
import { readOperation } from "@/lib/operations/operation";
import { toInvitationView, toMemberView } from "@/lib/operations/team/view";
import { teamSchema } from "@/lib/schemas/team";

export const getTeam = readOperation({
  name: "getTeam",
  summary: "Show the organization's members and its open invitations",
  permission: "TEAM_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: teamSchema,
  run: async ({ tx, scope, now }) => ({
    members: (await listMembers(tx, scope.organizationId)).map(toMemberView),
    invitations: (await listOpenInvitations(tx, scope.organizationId)).map((row) =>
      toInvitationView(row, now),
    ),
  }),
});
