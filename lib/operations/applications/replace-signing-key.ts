import { z } from "zod";
import { retireEarlierKeys, retireKeyAtOnce, setRetirement } from "@/db/queries/signing-keys";
import { conflict } from "@/lib/errors";
import { requireMayHoldCredential } from "@/lib/operations/applications/grant";
import { recordApplicationEvent } from "@/lib/operations/applications/lifecycle-events";
import { lockSigningKeys } from "@/lib/operations/applications/lock-signing-keys";
import { currentSigningKey, nameKey } from "@/lib/operations/applications/open-overlap";
import { registerSigningKey, requireAdmissibleKey } from "@/lib/operations/applications/register-signing-key";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { replaceSigningKeySchema } from "@/lib/schemas/application";

export const replaceSigningKey = writeOperation({
  name: "replaceSigningKey",
  summary: "Replace an application's public signing key, at once or with an overlap in which both verify",
  permission: "APPLICATIONS_WRITE",
  audit: "signing_key.replaced",
  input: replaceSigningKeySchema.extend({ applicationId: z.string() }),
  output: currentSigningKey,
  run: async (context, { applicationId, publicKeyPem, overlapSeconds, expectedFingerprint }) => {
    const admitted = requireAdmissibleKey(publicKeyPem);
    const { tx, now } = context;
    const { application, current } = await lockSigningKeys(context, applicationId, expectedFingerprint);
    requireMayHoldCredential(context, application);
    requireRecentProof(context);
    if (current?.fingerprint === admitted.fingerprint) {
      throw conflict("This is the application's current signing key already.", {
        fingerprint: admitted.fingerprint,
      });
    }
    // At most two keys verify at a time, and a returning key's old row must not end it again.
    await retireEarlierKeys(tx, application.id, now);
    if (current !== undefined) {
      if (overlapSeconds === 0) await retireKeyAtOnce(tx, current, now);
      else await setRetirement(tx, current, new Date(now.getTime() + overlapSeconds * 1000));
    }
    const created = await registerSigningKey(context, application.id, admitted);
    await recordApplicationEvent(context, application, "applications.signing_key_replaced");
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { signingKeyFingerprint: current?.fingerprint ?? null },
      after: { signingKeyFingerprint: created.fingerprint, overlapSeconds },
    });
    return nameKey(created);
  },
});
