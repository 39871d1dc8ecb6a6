/** Mail leaves with the transaction that causes it: no mail about what did not happen, and none forgotten. */

import type { Transaction } from "@/db/client";
import { mails } from "@/db/schema";
import { newUuid } from "@/lib/ids";
import type { OperationContext } from "@/lib/operations/operation";
import { sealSecret } from "@/lib/security/sealed-secret";

export type Mail = {
  recipient: string;
  subject: string;
  /** Plain text. */
  body: string;
  /** Of several mails with the same key only the first is kept. */
  dedupeKey?: string;
  /** What it is about, by which it can be found again: the id of the link in its body, or the notice it gives. */
  about?: string;
  /** When the link in its body ends: it is not sent, shown or kept after that. */
  worthlessAfter?: Date;
};

/** What somebody typed in, so that it reads as theirs and not as ours. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', "'").replace(/\s+/g, " ")}"`;
}

/** What a mail's body is sealed for, so that it opens in its own row only. */
export function mailSealPurpose(mailUuid: string): string {
  return `mail ${mailUuid}`;
}

/** Puts a mail into the outbox, from where the deployment's housekeeping delivers it. */
export async function queueMail(
  tx: Transaction,
  { now, peppers, randomBytes }: Pick<OperationContext, "now" | "peppers" | "randomBytes">,
  { recipient, subject, body, dedupeKey, about, worthlessAfter }: Mail,
): Promise<void> {
  const id = newUuid();
  await tx
    .insert(mails)
    .values({
      id,
      recipient,
      subject,
      sealedBody: sealSecret(body, mailSealPurpose(id), peppers, randomBytes),
      dedupeKey: dedupeKey ?? null,
      about: about ?? null,
      worthlessAfter: worthlessAfter ?? null,
      createdAt: now,
      nextAttemptAt: now,
    })
    .onConflictDoNothing({ target: mails.dedupeKey });
}
