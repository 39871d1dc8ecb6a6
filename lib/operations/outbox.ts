import { z } from "zod";
import { listNewestMails, type MailRow } from "@/db/queries/mails";
import { toPublicId } from "@/lib/ids";
import { mailSealPurpose } from "@/lib/operations/mail";
import { readOperation } from "@/lib/operations/operation";
import { recordLook } from "@/lib/operations/operator-reads";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { outboxSchema } from "@/lib/schemas/hub";
import { openSealedSecret } from "@/lib/security/sealed-secret";

const NEWEST = 100;

export const listOutbox = readOperation({
  name: "listOutbox",
  summary: "Show the newest mails; their text only where nothing delivers them",
  permission: "SYSTEM_READ",
  reach: "organization",
  recordsLook: true,
  input: z.strictObject({}),
  output: outboxSchema,
  run: async (context) => {
    const { tx, principal, peppers, mailDelivery, now, origin } = context;
    const showsText = mailDelivery === "outbox";
    // A text may hold a link that opens somebody's account: nobody reads it by a session left open, or unnoticed.
    if (showsText) requireRecentProof(context);
    if (principal.kind === "operator")
      await recordLook(tx, principal, { action: "outbox.read", now, origin });
    const textOf = ({ id, sealedBody, worthlessAfter }: MailRow) =>
      !showsText || sealedBody === null || (worthlessAfter !== null && worthlessAfter <= now)
        ? null
        : openSealedSecret(sealedBody, mailSealPurpose(id), peppers);
    return {
      delivery: mailDelivery,
      mails: (await listNewestMails(tx, NEWEST)).map((mail) => ({
        id: toPublicId("mail", mail.id),
        recipient: mail.recipient,
        subject: mail.subject,
        body: textOf(mail),
        createdAt: mail.createdAt.toISOString(),
        sentAt: mail.sentAt?.toISOString() ?? null,
        attempts: mail.attempts,
        lastProblem: mail.lastProblem,
      })),
    };
  },
});
