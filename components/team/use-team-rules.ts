"use client";

import { useShell } from "@/components/shell/shell-provider";
import { useMay } from "@/components/workplace";
import { PARTNER_ROLES, type PartnerRole } from "@/lib/permissions";
import type { MemberView } from "@/lib/schemas/team";

/** What the person who looks may do to whom, so that the page offers nothing the server would refuse. */
export function useTeamRules() {
  const { user, role } = useShell();
  const mayManage = useMay("TEAM_WRITE");
  const isOwner = role === "OWNER";
  /** Roles that the person may give to somebody else. */
  const grantable: readonly PartnerRole[] = mayManage
    ? PARTNER_ROLES.filter((candidate) => isOwner || candidate !== "OWNER")
    : [];
  return {
    isSelf: (member: MemberView) => member.userId === user.id,
    grantable,
    /** Nobody raises themselves, and only owners change owners. */
    rolesFor(member: MemberView, members: readonly MemberView[]): readonly PartnerRole[] {
      if (!mayManage || (member.role === "OWNER" && !isOwner)) return [];
      if (isLastOwner(member, members)) return [];
      if (member.userId !== user.id) return grantable;
      return grantable.slice(grantable.indexOf(member.role));
    },
    mayRemove: (member: MemberView) =>
      mayManage && member.userId !== user.id && (member.role !== "OWNER" || isOwner),
    mayWithdraw: (invited: PartnerRole) => mayManage && (invited !== "OWNER" || isOwner),
  };
}

function isLastOwner(member: MemberView, members: readonly MemberView[]): boolean {
  return member.role === "OWNER" && members.filter(({ role }) => role === "OWNER").length === 1;
}
