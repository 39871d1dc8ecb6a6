import { command } from "@/cli/command";
import { operate, requireOrganization, withDeployment } from "@/cli/deployment";
import { readTextFile } from "@/cli/files";
import { choice, reasonOption as reason, required, toList } from "@/cli/options";
import { fields } from "@/cli/output";
import { createApplication } from "@/lib/operations/applications/create";
import { environmentSchema } from "@/lib/schemas/common";
import { apiBaseUrlOf } from "@/lib/settings";

export const appCreate = command({
  name: "app create",
  summary: createApplication.summary,
  options: {
    org: required("ID|SLUG"),
    environment: choice(environmentSchema.options),
    name: required("N"),
    "public-key": required("FILE"),
    permissions: required("A,B", toList),
    reason,
  },
  run: async ({ org, environment, name, "public-key": file, permissions, reason: why }) => {
    const publicKeyPem = await readTextFile(file, "public-key");
    return withDeployment(async (runtime) => {
      const place = { organizationId: await requireOrganization(runtime, org), environment };
      const input = { name, publicKeyPem, permissions };
      const { application, apiKey } = await operate(runtime, place, createApplication, input, why);
      const [key] = application.apiKeys;
      const [signingKey] = application.signingKeys;
      if (key === undefined || signingKey === undefined) throw new Error("A new application lacks its keys.");
      const json = {
        applicationId: application.id,
        apiKey,
        apiKeyId: key.id,
        signingKeyFingerprint: signingKey.fingerprint,
      };
      const lines = fields([
        ["Application", json.applicationId],
        ["API key", `${apiKey} (shown this once: store it now)`],
        ["API key id", json.apiKeyId],
        ["Base URL", apiBaseUrlOf(runtime.settings, environment)],
        ["Signing key fingerprint", json.signingKeyFingerprint],
      ]);
      return { json, lines };
    });
  },
});
