/** Who may change what about a team. Checked on the state under the team's lock, not on what the session said. */
import { countOwners, findMember, lockTeam, type MemberRow } from "@/db/queries/team";
import { ApiError, conflict, notFound } from "@/lib/errors";
import type { TransactionContext } from "@/lib/operations/operation";
import { PARTNER_ROLES, type PartnerRole, permissionsOfRole } from "@/lib/permissions";

/** Roles that are not given away by a session that somebody left open. */
export const POWERFUL_ROLES: readonly PartnerRole[] = ["OWNER", "ADMIN"];

export type Actor = {
  /** The member who acts; `null` for the operator at the command line. */
  member: MemberRow | null;
  mayManage: boolean;
  mayManageOwners: boolean;
};

export type LockedTeam = { organizationName: string; actor: Actor };

/** Takes the team's lock and reads anew who acts: a role may have changed while the call waited. */
export async function lockTeamAs(
  context: Pick<TransactionContext, "tx" | "scope" | "principal">,
): Promise<LockedTeam> {
  const { tx, scope, principal } = context;
  const organizationName = await lockTeam(tx, scope.organizationId);
  if (organizationName === undefined) throw notFound("organization");
  if (principal.kind === "operator_cli") {
    return { organizationName, actor: { member: null, mayManage: true, mayManageOwners: true } };
  }
  const member =
    principal.kind === "user" ? await findMember(tx, scope.organizationId, principal.userId) : undefined;
  if (member === undefined) throw notFound("organization");
  const mayManage = permissionsOfRole(member.role).has("TEAM_WRITE");
  return {
    organizationName,
    actor: { member, mayManage, mayManageOwners: mayManage && member.role === "OWNER" },
  };
}

/** Throws 403 unless the actor manages the team. */
export function requireManager(actor: Actor): void {
  if (actor.mayManage) return;
  throw new ApiError("forbidden", "permission_missing", "Only owners and admins manage the team.", {
    required: ["TEAM_WRITE"],
  });
}

/** Throws 403 when one of the roles is an owner's and the actor is not one. */
export function requireOwnerFor(actor: Actor, roles: readonly PartnerRole[]): void {
  if (actor.mayManageOwners || !roles.includes("OWNER")) return;
  throw forbidden("Only an owner can make, change, invite or remove an owner.");
}

/** Whether a member with this role may invite to `invited`. */
export function mayInviteAs(role: PartnerRole, invited: PartnerRole): boolean {
  return permissionsOfRole(role).has("TEAM_WRITE") && (role === "OWNER" || invited !== "OWNER");
}

/** Throws 409 when the organization would be left without an owner. */
export async function requireAnotherOwner(
  context: Pick<TransactionContext, "tx" | "scope">,
  member: MemberRow,
): Promise<void> {
  if (member.role !== "OWNER" || (await countOwners(context.tx, context.scope.organizationId)) > 1) return;
  throw conflict(
    `${member.displayName} is the last owner. Make somebody else an owner first: an organization is never without one.`,
  );
}

export function isHigherRole(role: PartnerRole, than: PartnerRole): boolean {
  return PARTNER_ROLES.indexOf(role) < PARTNER_ROLES.indexOf(than);
}

/** What a person may not do, in words. */
export function forbidden(message: string): ApiError {
  return new ApiError("forbidden", "permission_missing", message);
}
