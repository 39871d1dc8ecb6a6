import { retireKeyAtOnce } from "@/db/queries/signing-keys";
import {
  currentSigningKey,
  lockOpenOverlap,
  nameKey,
  overlapInput,
} from "@/lib/operations/applications/open-overlap";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";

export const endSigningKeyOverlap = writeOperation({
  name: "endSigningKeyOverlap",
  summary: "End the signing key before the current one at once",
  permission: "APPLICATIONS_WRITE",
  audit: "signing_key.overlap_ended",
  input: overlapInput,
  output: currentSigningKey,
  run: async (context, { applicationId, expectedFingerprint }) => {
    requireRecentProof(context);
    const { current, retiring } = await lockOpenOverlap(context, applicationId, expectedFingerprint);
    await retireKeyAtOnce(context.tx, retiring, context.now);
    context.audit({
      target: { kind: "application", id: applicationId },
      before: {
        retiringFingerprint: retiring.fingerprint,
        retiresAt: retiring.retiresAt.toISOString(),
      },
      after: {
        signingKeyFingerprint: current.fingerprint,
        retiredFingerprint: retiring.fingerprint,
        retiredAt: context.now.toISOString(),
      },
    });
    return nameKey(current);
  },
});
