/** Ending open invitations: somebody's wish, or because whoever made them could not make them any more. */
import { type InvitationRow, listOpenInvitationsOf, markInvitationRevoked } from "@/db/queries/invitations";
import { forgetBodiesAbout } from "@/db/queries/mails";
import { toPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import { mayInviteAs } from "@/lib/operations/team/rules";
import type { PartnerRole } from "@/lib/permissions";

export async function withdraw(
  context: TransactionContext,
  { id, email, role }: InvitationRow,
  after: Record<string, unknown> = {},
): Promise<void> {
  const invitationId = toPublicId("invitation", id);
  await markInvitationRevoked(context.tx, id, context.now);
  await forgetBodiesAbout(context.tx, [invitationId]);
  context.audit({
    action: "invitation.revoked",
    target: { kind: "invitation", id: invitationId },
    before: { email, role },
    after,
  });
}

/** Withdraws what this member has open and could not invite to with `role`; `null` for none. Under the team's lock. */
export async function withdrawBeyondPower(
  context: TransactionContext,
  userUuid: string,
  role: PartnerRole | null,
): Promise<void> {
  const open = await listOpenInvitationsOf(context.tx, context.scope.organizationId, userUuid);
  for (const invitation of open) {
    if (role !== null && mayInviteAs(role, invitation.role)) continue;
    await withdraw(context, invitation, { invitedBy: toPublicId("user", userUuid) });
  }
}
