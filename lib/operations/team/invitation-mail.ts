import type { InvitationRow } from "@/db/queries/invitations";
import type { Mail } from "@/lib/operations/mail";

/** What the invited person reads. The link's secret is in nothing else that is kept. */
export function invitationMail(
  { email, createdByName, expiresAt }: Pick<InvitationRow, "email" | "createdByName" | "expiresAt">,
  organizationName: string,
  link: string,
): Mail {
  return {
    recipient: email,
    subject: `${createdByName} invites you to ${organizationName} on Nuvera`,
    body: [
      `${createdByName} invites you to join ${organizationName} on Nuvera, the partner platform.`,
      "",
      "Accept the invitation here:",
      link,
      "",
      `The link is for ${email} alone, works once and ends on ${expiresAt.toISOString().slice(0, 16).replace("T", " at ")} UTC.`,
      "If you do not know the sender, ignore this mail: nothing happens without you.",
      "",
    ].join("\n"),
  };
}
