import { command } from "@/cli/command";
import { operate, requireApplicationPlace, withDeployment } from "@/cli/deployment";
import { readTextFile } from "@/cli/files";
import { optional, required, toSeconds } from "@/cli/options";
import { fields } from "@/cli/output";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";

export const signingKeyReplace = command({
  name: "signing-key replace",
  summary: replaceSigningKey.summary,
  options: { app: required("ID"), "public-key": required("FILE"), overlap: optional("1h", toSeconds) },
  run: async ({ app, "public-key": file, overlap: overlapSeconds = 0 }) => {
    const publicKeyPem = await readTextFile(file, "public-key");
    return withDeployment(async (runtime) => {
      const place = await requireApplicationPlace(runtime, app);
      const input = { applicationId: app, publicKeyPem, overlapSeconds };
      const { signingKeyFingerprint } = await operate(runtime, place, replaceSigningKey, input);
      const lines = fields([["Signing key fingerprint", signingKeyFingerprint]]);
      return { json: { signingKeyFingerprint }, lines };
    });
  },
});
