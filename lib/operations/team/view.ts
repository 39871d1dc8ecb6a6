/** Rows of the team as the world sees them. */
import type { InvitationRow } from "@/db/queries/invitations";
import type { MemberRow } from "@/db/queries/team";
import { toPublicId } from "@/lib/ids";
import type { InvitationView, MemberView } from "@/lib/schemas/team";

export function toMemberView(row: MemberRow): MemberView {
  return {
    userId: toPublicId("user", row.userId),
    displayName: row.displayName,
    email: row.email,
    role: row.role,
    joinedAt: row.joinedAt.toISOString(),
    hasSecondFactor: row.hasSecondFactor,
  };
}

/** Of an invitation that was neither accepted nor withdrawn. */
export function toInvitationView(row: InvitationRow, now: Date): InvitationView {
  return {
    id: toPublicId("invitation", row.id),
    email: row.email,
    role: row.role,
    status: row.expiresAt > now ? "open" : "expired",
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdByName,
    expiresAt: row.expiresAt.toISOString(),
  };
}
