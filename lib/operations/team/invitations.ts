/** Inviting somebody by a link, and taking the invitation back. */
import { z } from "zod";
import {
  findInvitation,
  findOpenInvitationTo,
  type InvitationRow,
  insertInvitation,
  listOpenInvitations,
} from "@/db/queries/invitations";
import { findMemberByEmail } from "@/db/queries/team";
import { conflict, notFound } from "@/lib/errors";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { auditActor } from "@/lib/operations/audit";
import { queueMail } from "@/lib/operations/mail";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { invitationMail } from "@/lib/operations/team/invitation-mail";
import { digestOfSecret, invitationLink, newInvitationSecret } from "@/lib/operations/team/invitation-secret";
import { countInvitation } from "@/lib/operations/team/invitation-throttle";
import {
  type Actor,
  lockTeamAs,
  POWERFUL_ROLES,
  requireManager,
  requireOwnerFor,
} from "@/lib/operations/team/rules";
import { toInvitationView } from "@/lib/operations/team/view";
import { withdraw } from "@/lib/operations/team/withdraw";
import { createdInvitationSchema, inviteMemberSchema } from "@/lib/schemas/team";

const INVITATION_DAYS = 7;
/** Each sends a mail to an address that somebody typed in; this is not a mailing list. */
const MAXIMUM_OPEN_INVITATIONS = 100;

export const inviteMember = writeOperation({
  name: "inviteMember",
  summary: "Invite somebody by a link; an open invitation of the same address ends",
  permission: "TEAM_WRITE",
  reach: "organization",
  audit: "invitation.created",
  input: inviteMemberSchema,
  output: createdInvitationSchema,
  run: async (context, { email, role }) => {
    const { tx, scope, now, baseUrl } = context;
    const { actor, organizationName } = await lockTeamAs(context);
    requireManager(actor);
    requireOwnerFor(actor, [role]);
    if ((await findMemberByEmail(tx, scope.organizationId, email)) !== undefined) {
      throw conflict("This person is a member already. Change their role in the list of members.");
    }
    if (POWERFUL_ROLES.includes(role)) requireRecentProof(context);

    const secret = newInvitationSecret(context.randomBytes);
    const invitation: InvitationRow = {
      id: newUuid(),
      organizationId: scope.organizationId,
      email,
      role,
      secretDigest: digestOfSecret(secret),
      createdAt: now,
      createdByUserId: actor.member?.userId ?? null,
      createdByName: auditActor(context.principal).label,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
      acceptedAt: null,
      acceptedByUserId: null,
      revokedAt: null,
    };
    await replaceOpenInvitation(context, actor, invitation);
    await requireRoomForInvitation(context);
    await countInvitation(context, email);
    await insertInvitation(tx, invitation);
    const link = invitationLink(baseUrl, invitation.id, secret);
    await queueMail(tx, context, invitationMail(invitation, organizationName, link));
    context.audit({
      target: { kind: "invitation", id: toPublicId("invitation", invitation.id) },
      after: { email, role, expiresAt: invitation.expiresAt.toISOString() },
    });
    return { invitation: toInvitationView(invitation, now), link, mailDelivery: context.mailDelivery };
  },
});

export const revokeInvitation = writeOperation({
  name: "revokeInvitation",
  summary: "Withdraw an invitation; its link ends at once",
  permission: "TEAM_WRITE",
  reach: "organization",
  audit: "invitation.revoked",
  input: z.strictObject({ invitationId: z.string() }),
  output: z.strictObject({ invitationId: z.string() }),
  run: async (context, { invitationId }) => {
    const { tx, scope } = context;
    const { actor } = await lockTeamAs(context);
    requireManager(actor);
    const uuid = fromPublicId("invitation", invitationId);
    const invitation = uuid === null ? undefined : await findInvitation(tx, scope.organizationId, uuid);
    if (invitation === undefined) throw notFound("invitation");
    requireOwnerFor(actor, [invitation.role]);
    if (invitation.acceptedAt !== null) {
      throw conflict("This invitation was accepted already. Remove the member instead.");
    }
    if (invitation.revokedAt !== null) context.audit("unchanged");
    else await withdraw(context, invitation);
    return { invitationId };
  },
});

/** One address, one open invitation: the older link ends. */
async function replaceOpenInvitation(
  context: TransactionContext,
  actor: Actor,
  { email, id }: InvitationRow,
): Promise<void> {
  const older = await findOpenInvitationTo(context.tx, context.scope.organizationId, email);
  if (older === undefined) return;
  requireOwnerFor(actor, [older.role]);
  await withdraw(context, older, { replacedBy: toPublicId("invitation", id) });
}

async function requireRoomForInvitation({ tx, scope }: TransactionContext): Promise<void> {
  const open = await listOpenInvitations(tx, scope.organizationId);
  if (open.length < MAXIMUM_OPEN_INVITATIONS) return;
  throw conflict(
    `There are ${MAXIMUM_OPEN_INVITATIONS} open invitations. Withdraw those that nobody will accept first.`,
  );
}
