/** While two signing keys verify, somebody may go back to the one before, or end it. */
import { z } from "zod";
import type { ApplicationRow, SigningKeyRow } from "@/db/queries/applications";
import { conflict } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { lockSigningKeys } from "@/lib/operations/applications/lock-signing-keys";
import type { TransactionContext } from "@/lib/operations/operation";

export const overlapInput = z.strictObject({
  applicationId: z.string(),
  /** The current key's fingerprint as the caller saw it; another one by now: 409. */
  expectedFingerprint: z.string().max(64).optional(),
});

/** The key that is current afterwards. */
export const currentSigningKey = z.strictObject({
  signingKeyId: z.string(),
  signingKeyFingerprint: z.string(),
});

export function nameKey(key: SigningKeyRow): z.output<typeof currentSigningKey> {
  return { signingKeyId: toPublicId("signingKey", key.id), signingKeyFingerprint: key.fingerprint };
}

/** The two keys, their application locked; throws 409 where only one verifies. */
export async function lockOpenOverlap(
  context: TransactionContext,
  applicationId: string,
  expectedFingerprint: string | undefined,
): Promise<{
  application: ApplicationRow;
  current: SigningKeyRow;
  retiring: SigningKeyRow & { retiresAt: Date };
}> {
  const { application, current, retiring } = await lockSigningKeys(
    context,
    applicationId,
    expectedFingerprint,
  );
  if (current === undefined || retiring === undefined || retiring.retiresAt === null) {
    throw conflict(
      "No overlap is open: one signing key verifies. To return to an earlier key, replace the current one with it.",
      { fingerprint: current?.fingerprint ?? null },
    );
  }
  return { application, current, retiring: { ...retiring, retiresAt: retiring.retiresAt } };
}
