/** Staff of the demo come with one-time codes set up, so that the hub opens at the first sign-in. */
import {
  confirmSecret,
  deleteSecondFactor,
  findSecondFactor,
  putUnconfirmedSecret,
} from "@/db/queries/second-factors";
import { lockUser } from "@/db/queries/users";
import { secretPurpose } from "@/lib/auth/spend-code";
import type { Runtime } from "@/lib/runtime";
import { openSealedSecret, sealSecret } from "@/lib/security/sealed-secret";

/** Makes `secret` the one whose codes this person signs in with, unless it is already. */
export async function ensureDemoSecondFactor(
  { database, clock, peppers, randomBytes }: Runtime,
  userId: string,
  secret: string,
): Promise<void> {
  const purpose = secretPurpose(userId);
  const now = clock();
  await database.db.transaction(async (tx) => {
    await lockUser(tx, userId);
    const kept = await findSecondFactor(tx, userId);
    const isConfirmed = kept !== undefined && kept.confirmedAt !== null;
    if (isConfirmed && openSealedSecret(kept.sealedSecret, purpose, peppers) === secret) return;
    await deleteSecondFactor(tx, userId);
    const sealedSecret = sealSecret(secret, purpose, peppers, randomBytes);
    const fresh = { userId, sealedSecret, createdAt: now };
    await putUnconfirmedSecret(tx, fresh);
    await confirmSecret(tx, { ...fresh, confirmedAt: null, lastStep: 0 }, 0, now);
  });
}
