import { command, type Outcome } from "@/cli/command";
import { operate, requireApplicationPlace, withDeployment } from "@/cli/deployment";
import { readTextFile } from "@/cli/files";
import { optional, reasonOption as reason, required, toSeconds } from "@/cli/options";
import { fields } from "@/cli/output";
import { endSigningKeyOverlap } from "@/lib/operations/applications/end-signing-key-overlap";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { revertSigningKey } from "@/lib/operations/applications/revert-signing-key";

export const signingKeyReplace = command({
  name: "signing-key replace",
  summary: replaceSigningKey.summary,
  options: {
    app: required("ID"),
    "public-key": required("FILE"),
    overlap: optional("1h", toSeconds),
    reason,
  },
  run: async ({ app, "public-key": file, overlap: overlapSeconds = 0, reason: why }) => {
    const publicKeyPem = await readTextFile(file, "public-key");
    return withDeployment(async (runtime) => {
      const place = await requireApplicationPlace(runtime, app);
      const input = { applicationId: app, publicKeyPem, overlapSeconds };
      const { signingKeyFingerprint } = await operate(runtime, place, replaceSigningKey, input, why);
      const lines = fields([["Signing key fingerprint", signingKeyFingerprint]]);
      return { json: { signingKeyFingerprint }, lines };
    });
  },
});

export const signingKeyRevert = command({
  name: "signing-key revert",
  summary: revertSigningKey.summary,
  options: { app: required("ID"), reason },
  run: (options) => changeOverlap(options.app, revertSigningKey, options.reason),
});

export const signingKeyEndOverlap = command({
  name: "signing-key end-overlap",
  summary: endSigningKeyOverlap.summary,
  options: { app: required("ID"), reason },
  run: (options) => changeOverlap(options.app, endSigningKeyOverlap, options.reason),
});

function changeOverlap(
  applicationId: string,
  operation: typeof revertSigningKey | typeof endSigningKeyOverlap,
  why: string | undefined,
): Promise<Outcome> {
  return withDeployment(async (runtime) => {
    const place = await requireApplicationPlace(runtime, applicationId);
    const { signingKeyFingerprint } = await operate(runtime, place, operation, { applicationId }, why);
    const lines = fields([["Signing key fingerprint", signingKeyFingerprint]]);
    return { json: { signingKeyFingerprint }, lines };
  });
}
