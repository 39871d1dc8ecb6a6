import { z } from "zod";
import { listNewestMails } from "@/db/queries/mails";
import { toPublicId } from "@/lib/ids";
import { mailSealPurpose } from "@/lib/operations/mail";
import { readOperation } from "@/lib/operations/operation";
import { outboxSchema } from "@/lib/schemas/hub";
import { openSealedSecret } from "@/lib/security/sealed-secret";

const NEWEST = 100;

export const listOutbox = readOperation({
  name: "listOutbox",
  summary: "Show the newest mails; their text only where nothing delivers them",
  permission: "SYSTEM_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: outboxSchema,
  run: async ({ tx, peppers, mailDelivery }) => ({
    delivery: mailDelivery,
    mails: (await listNewestMails(tx, NEWEST)).map((mail) => ({
      id: toPublicId("mail", mail.id),
      recipient: mail.recipient,
      subject: mail.subject,
      body:
        mailDelivery === "outbox" && mail.sealedBody !== null
          ? openSealedSecret(mail.sealedBody, mailSealPurpose(mail.id), peppers)
          : null,
      createdAt: mail.createdAt.toISOString(),
      sentAt: mail.sentAt?.toISOString() ?? null,
      attempts: mail.attempts,
      lastProblem: mail.lastProblem,
    })),
  }),
});
