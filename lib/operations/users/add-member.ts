import { z } from "zod";
import { insertMembership } from "@/db/queries/users";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";
import { partnerRoleSchema } from "@/lib/schemas/user";

export const addMember = writeOperation({
  name: "addMember",
  summary: "Make an existing person a member of the organization; whoever is one keeps their role",
  permission: "USERS_WRITE",
  audit: "member.added",
  reach: "organization",
  input: z.strictObject({ userId: z.string(), role: partnerRoleSchema }),
  output: z.strictObject({ added: z.boolean() }),
  run: async (context, { userId, role }) => {
    const uuid = fromPublicId("user", userId);
    if (uuid === null) throw notFound("user");
    const { tx, scope, now } = context;
    const membership = { organizationId: scope.organizationId, userId: uuid, role, createdAt: now };
    const added = await insertMembership(tx, membership);
    context.audit(added ? { target: { kind: "user", id: userId }, after: { role } } : "unchanged");
    return { added };
  },
});
