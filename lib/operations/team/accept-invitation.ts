/** Accepting an invitation: the one way into an organization for somebody who does not belong to it yet. */
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import {
  findInvitation,
  type InvitationRow,
  type LinkedInvitation,
  markInvitationAccepted,
} from "@/db/queries/invitations";
import { forgetBodiesAbout } from "@/db/queries/mails";
import { findMember, lockTeam } from "@/db/queries/team";
import { insertMembership, insertUser } from "@/db/queries/users";
import { hashPassword } from "@/lib/auth/password";
import type { Session } from "@/lib/auth/session";
import { conflict, notFound, unauthorized } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { type AuditEntry, appendAuditRecord } from "@/lib/operations/audit";
import type { CallOrigin } from "@/lib/operations/operation";
import { requireLinkedInvitation, requireOpen } from "@/lib/operations/team/linked-invitation";
import { forbidden, mayInviteAs } from "@/lib/operations/team/rules";
import type { Runtime } from "@/lib/runtime";
import type { acceptedInvitationSchema, acceptInvitationSchema } from "@/lib/schemas/team";

type Input = z.output<typeof acceptInvitationSchema>;
type NewAccount = NonNullable<Input["newAccount"]>;
type Joining = { userId: string; displayName: string };

/**
 * Makes the invited person a member: as a new account, or as who is signed in when the invitation is for them.
 * Throws 404 for a wrong link, 409 for one that has ended, 403 for somebody else, 401 for nobody.
 */
export async function acceptInvitation(
  runtime: Runtime,
  invitationId: string,
  { secret, newAccount }: Input,
  session: Session | null,
  origin: CallOrigin,
): Promise<z.infer<typeof acceptedInvitationSchema>> {
  const invitation = await requireLinkedInvitation(runtime, invitationId, secret);
  const now = runtime.clock();
  requireOpen(invitation, now);
  const person =
    newAccount === undefined
      ? requireInvited(session, invitation)
      : await toNewUser(newAccount, invitation, now);
  const { organizationId } = invitation;
  await runtime.database.inScope({ organizationId, environment: null }, async (tx) => {
    await requireStillOpen(tx, invitation, now);
    if ("passwordHash" in person && !(await insertUser(tx, person))) {
      throw conflict("Somebody has an account with this e-mail address already. Sign in, then accept.");
    }
    const joining: Joining = {
      userId: "passwordHash" in person ? person.id : person.userId,
      displayName: person.displayName,
    };
    await join(tx, invitation, joining, { now, origin });
  });
  return { organizationId: toPublicId("organization", organizationId), email: invitation.email };
}

/** Under the team's lock, so that of two who accept, or one who accepts and one who withdraws, one is first. */
async function requireStillOpen(tx: Transaction, invitation: LinkedInvitation, now: Date): Promise<void> {
  await lockTeam(tx, invitation.organizationId);
  const current = await findInvitation(tx, invitation.organizationId, invitation.id);
  if (current === undefined) throw notFound("invitation");
  requireOpen(current, now);
  await requirePowerOfInviter(tx, current);
}

/** Whoever invites must still be able to when it is accepted. Invitations by the command line are nobody's. */
async function requirePowerOfInviter(
  tx: Transaction,
  { organizationId, createdByUserId, role }: InvitationRow,
): Promise<void> {
  if (createdByUserId === null) return;
  const inviter = await findMember(tx, organizationId, createdByUserId);
  if (inviter !== undefined && mayInviteAs(inviter.role, role)) return;
  throw conflict("Whoever sent this invitation cannot invite to this role any more. Ask for another one.");
}

async function join(
  tx: Transaction,
  { id, organizationId, email, role }: LinkedInvitation,
  { userId, displayName }: Joining,
  { now, origin }: { now: Date; origin: CallOrigin },
): Promise<void> {
  if (!(await insertMembership(tx, { organizationId, userId, role, createdAt: now }))) {
    throw conflict("You are a member of this organization already.");
  }
  await markInvitationAccepted(tx, id, userId, now);
  const user = toPublicId("user", userId);
  const record = (action: "invitation.accepted" | "member.added", entry: AuditEntry) =>
    appendAuditRecord(tx, {
      organizationId,
      occurredAt: now,
      environment: null,
      action,
      actor: { kind: "user", id: user, label: displayName },
      entry,
      origin,
    });
  const invitationId = toPublicId("invitation", id);
  await forgetBodiesAbout(tx, [invitationId]);
  await record("invitation.accepted", {
    target: { kind: "invitation", id: invitationId },
    after: { email, role, userId: user },
  });
  await record("member.added", {
    target: { kind: "user", id: user },
    after: { email, displayName, role, invitationId },
  });
}

function requireInvited(session: Session | null, { email }: LinkedInvitation): Joining {
  if (session === null) throw unauthorized("session_missing", "Sign in to accept the invitation.");
  if (session.email.toLowerCase() !== email.toLowerCase()) {
    throw forbidden(
      `The invitation is for ${email}, and you are signed in as ${session.email}. Sign out, then open the link again.`,
    );
  }
  if (session.kind !== "PARTNER") {
    throw forbidden("An account of staff or of a platform customer cannot join a partner organization.");
  }
  return session;
}

async function toNewUser({ displayName, password }: NewAccount, { email }: LinkedInvitation, now: Date) {
  return {
    id: newUuid(),
    email,
    displayName,
    kind: "PARTNER" as const,
    operatorRole: null,
    passwordHash: await hashPassword(password),
    createdAt: now,
  };
}
