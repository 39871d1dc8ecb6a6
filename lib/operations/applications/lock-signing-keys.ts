import type { ApplicationRow } from "@/db/queries/applications";
import { listVerifyingKeys, type VerifyingKeys } from "@/db/queries/signing-keys";
import { conflict } from "@/lib/errors";
import { requireApplication } from "@/lib/operations/applications/find";
import type { TransactionContext } from "@/lib/operations/operation";

/**
 * Locks the application for a change of its signing keys. Throws 409 when the current key is another one than the
 * caller saw, or than it was when this call came: then somebody else has just changed it.
 */
export async function lockSigningKeys(
  context: TransactionContext,
  applicationId: string,
  expectedFingerprint: string | undefined,
): Promise<VerifyingKeys & { application: ApplicationRow }> {
  const { tx, now } = context;
  const { id } = await requireApplication(context, applicationId);
  const seen = expectedFingerprint ?? (await listVerifyingKeys(tx, id, now)).current?.fingerprint;
  const application = await requireApplication(context, applicationId, { lock: true });
  const verifying = await listVerifyingKeys(tx, id, now);
  const fingerprint = verifying.current?.fingerprint;
  if (fingerprint !== seen) {
    throw conflict(
      `Somebody else changed the signing key at the same moment; nothing was changed. The current key is ${fingerprint ?? "none"} now. Look at it, then decide again.`,
      { fingerprint: fingerprint ?? null },
    );
  }
  return { application, ...verifying };
}
