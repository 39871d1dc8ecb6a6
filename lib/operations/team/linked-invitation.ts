/** What the holder of an invitation's link may know and do, before they belong anywhere. */
import { findInvitationBySecret, type LinkedInvitation } from "@/db/queries/invitations";
import { findUserByEmail } from "@/db/queries/users";
import { conflict, notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { digestOfSecret } from "@/lib/operations/team/invitation-secret";
import type { Runtime } from "@/lib/runtime";
import type { InvitationPreview } from "@/lib/schemas/team";

/** The invitation that id and secret name together, or 404 without a word about which of the two was wrong. */
export async function requireLinkedInvitation(
  { database }: Runtime,
  invitationId: string,
  secret: string,
): Promise<LinkedInvitation> {
  const uuid = fromPublicId("invitation", invitationId);
  const found =
    uuid === null ? null : await findInvitationBySecret(database.db, uuid, digestOfSecret(secret));
  if (found === null) throw notFound("invitation");
  return found;
}

export async function previewInvitation(
  runtime: Runtime,
  invitationId: string,
  secret: string,
): Promise<InvitationPreview> {
  const invitation = await requireLinkedInvitation(runtime, invitationId, secret);
  const account = await findUserByEmail(runtime.database.db, invitation.email);
  return {
    organizationName: invitation.organizationName,
    email: invitation.email,
    role: invitation.role,
    invitedBy: invitation.createdByName,
    expiresAt: invitation.expiresAt.toISOString(),
    status: statusOf(invitation, runtime.clock()),
    // Nobody learns by inviting whose address is staff's or a platform customer's: accepting refuses those.
    hasAccount: account?.kind === "PARTNER",
  };
}

type Moments = Pick<LinkedInvitation, "acceptedAt" | "revokedAt" | "expiresAt">;

function statusOf({ acceptedAt, revokedAt, expiresAt }: Moments, now: Date): InvitationPreview["status"] {
  if (acceptedAt !== null) return "accepted";
  if (revokedAt !== null) return "revoked";
  return expiresAt > now ? "open" : "expired";
}

const ENDED = {
  accepted: "This invitation was accepted already. Sign in to go on.",
  revoked: "This invitation was withdrawn. Ask whoever sent it for another one.",
  expired: "This invitation has expired. Ask whoever sent it for another one.",
} as const;

/** Throws 409 and says why when the invitation cannot be accepted any more. */
export function requireOpen(invitation: Moments, now: Date): void {
  const status = statusOf(invitation, now);
  if (status !== "open") throw conflict(ENDED[status]);
}
