import type { Transaction } from "@/db/client";
import { forgetBodiesAbout } from "@/db/queries/mails";
import { deleteOpenPasswordResets } from "@/db/queries/password-resets";
import { toPublicId } from "@/lib/ids";

/** Ends every link to a new password that the person has not used, and forgets the mails that carry them. */
export async function endOpenResets(tx: Transaction, userId: string): Promise<void> {
  const ended = await deleteOpenPasswordResets(tx, userId);
  await forgetBodiesAbout(
    tx,
    ended.map((id) => toPublicId("passwordReset", id)),
  );
}
