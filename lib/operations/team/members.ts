/**
 * Roles of members, and their removal. The database ends the sessions of whoever is changed; they end here before that, for
 * what a member does locks their session first and their membership after it. Open invitations that they could not make any
 * more end here too.
 */
import { z } from "zod";
import { deleteSessionsOf } from "@/db/queries/sessions";
import { deleteMembership, findMember, type MemberRow, updateMemberRole } from "@/db/queries/team";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { deletePersonalKeysOf } from "@/lib/operations/personal-keys/delete";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import {
  forbidden,
  isHigherRole,
  lockTeamAs,
  requireAnotherOwner,
  requireManager,
  requireOwnerFor,
} from "@/lib/operations/team/rules";
import { toMemberView } from "@/lib/operations/team/view";
import { withdrawBeyondPower } from "@/lib/operations/team/withdraw";
import { memberSchema } from "@/lib/schemas/team";
import { partnerRoleSchema } from "@/lib/schemas/user";

export const changeMemberRole = writeOperation({
  name: "changeMemberRole",
  summary: "Give a member another role; their sessions end",
  permission: "TEAM_WRITE",
  reach: "organization",
  audit: "member.role_changed",
  input: z.strictObject({ userId: z.string(), role: partnerRoleSchema }),
  output: memberSchema,
  run: async (context, { userId, role }) => {
    const { actor } = await lockTeamAs(context);
    requireManager(actor);
    const member = await requireMember(context, userId);
    requireOwnerFor(actor, [member.role, role]);
    const isSelf = actor.member?.userId === member.userId;
    if (isSelf && isHigherRole(role, member.role)) {
      throw forbidden("Nobody raises their own role. Ask an owner.");
    }
    if (role === member.role) {
      context.audit("unchanged");
      return toMemberView(member);
    }
    await requireAnotherOwner(context, member);
    requireRecentProof(context);
    await deleteSessionsOf(context.tx, member.userId);
    await updateMemberRole(context.tx, context.scope.organizationId, member.userId, role);
    context.audit({
      target: { kind: "user", id: userId },
      before: { email: member.email, role: member.role },
      after: { email: member.email, role },
    });
    await withdrawBeyondPower(context, member.userId, role);
    return toMemberView({ ...member, role });
  },
});

/** Everybody may leave, so that being signed in is enough here; whoever removes somebody else manages the team. */
export const removeMember = writeOperation({
  name: "removeMember",
  summary:
    "Remove a member, or leave; sessions and personal API keys end, applications stay with the organization",
  permission: null,
  reach: "organization",
  audit: "member.removed",
  input: z.strictObject({ userId: z.string() }),
  output: z.strictObject({ userId: z.string() }),
  run: async (context, { userId }) => {
    const { actor } = await lockTeamAs(context);
    const isSelf = actor.member !== null && actor.member.userId === fromPublicId("user", userId);
    if (!isSelf) requireManager(actor);
    const member = await requireMember(context, userId);
    if (!isSelf) requireOwnerFor(actor, [member.role]);
    await requireAnotherOwner(context, member);
    requireRecentProof(context);
    await deleteSessionsOf(context.tx, member.userId);
    await deletePersonalKeysOf(context, member.userId);
    await deleteMembership(context.tx, context.scope.organizationId, member.userId);
    context.audit({
      target: { kind: "user", id: userId },
      before: { email: member.email, displayName: member.displayName, role: member.role },
    });
    await withdrawBeyondPower(context, member.userId, null);
    return { userId };
  },
});

/** The member, or 404 for an id that is unknown, malformed or somebody's who is none. */
async function requireMember(context: TransactionContext, userId: string): Promise<MemberRow> {
  const uuid = fromPublicId("user", userId);
  const member = uuid === null ? undefined : await findMember(context.tx, context.scope.organizationId, uuid);
  if (member === undefined) throw notFound("member");
  return member;
}
