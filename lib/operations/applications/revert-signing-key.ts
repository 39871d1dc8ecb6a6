import { setRetirement } from "@/db/queries/signing-keys";
import { requireMayHoldCredential } from "@/lib/operations/applications/grant";
import { recordApplicationEvent } from "@/lib/operations/applications/lifecycle-events";
import {
  currentSigningKey,
  lockOpenOverlap,
  nameKey,
  overlapInput,
} from "@/lib/operations/applications/open-overlap";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";

export const revertSigningKey = writeOperation({
  name: "revertSigningKey",
  summary: "Make the signing key before the current one again; both verify until the same end of the overlap",
  permission: "APPLICATIONS_WRITE",
  audit: "signing_key.reverted",
  input: overlapInput,
  output: currentSigningKey,
  run: async (context, { applicationId, expectedFingerprint }) => {
    const { application, current, retiring } = await lockOpenOverlap(
      context,
      applicationId,
      expectedFingerprint,
    );
    requireMayHoldCredential(context, application);
    requireRecentProof(context);
    // In this order: at no moment are there two current keys.
    await setRetirement(context.tx, current, retiring.retiresAt);
    await setRetirement(context.tx, retiring, null);
    await recordApplicationEvent(context, application, "applications.signing_key_replaced");
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { signingKeyFingerprint: current.fingerprint },
      after: {
        signingKeyFingerprint: retiring.fingerprint,
        retiringFingerprint: current.fingerprint,
        retiresAt: retiring.retiresAt.toISOString(),
      },
    });
    return nameKey(retiring);
  },
});
