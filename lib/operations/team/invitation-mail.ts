import type { InvitationRow } from "@/db/queries/invitations";
import { toPublicId } from "@/lib/ids";
import { type Mail, quoted } from "@/lib/operations/mail";

/**
 * What the invited person reads. The link's secret is in nothing else that is kept. Names are what strangers typed in, so
 * the subject and the first words are ours alone.
 */
export function invitationMail(
  {
    id,
    email,
    createdByName,
    expiresAt,
  }: Pick<InvitationRow, "id" | "email" | "createdByName" | "expiresAt">,
  organizationName: string,
  link: string,
): Mail {
  return {
    recipient: email,
    subject: "You are invited to an organization on Nuvera",
    body: [
      "You are invited to join an organization on Nuvera, the partner platform.",
      "",
      `The organization calls itself ${quoted(organizationName)}; who invites you goes by ${quoted(createdByName)}.`,
      "",
      "Accept the invitation here:",
      link,
      "",
      `The link is for ${email} alone, works once and ends on ${expiresAt.toISOString().slice(0, 16).replace("T", " at ")} UTC.`,
      "If you do not know the sender, ignore this mail: nothing happens without you.",
      "",
    ].join("\n"),
    about: toPublicId("invitation", id),
    worthlessAfter: expiresAt,
  };
}
