import { hasWrite, requireMayGrant } from "@/lib/operations/applications/grant";
import { makeApplicationRow } from "@/lib/operations/applications/new-application";
import { requireAdmissibleKey } from "@/lib/operations/applications/register-signing-key";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { sortPermissions } from "@/lib/permissions";
import { createApplicationSchema, createdApplicationSchema } from "@/lib/schemas/application";

export const createApplication = writeOperation({
  name: "createApplication",
  summary: "Create an API application with its signing key and first API key",
  permission: "APPLICATIONS_WRITE",
  audit: "application.created",
  input: createApplicationSchema,
  output: createdApplicationSchema,
  run: async (context, input) => {
    const permissions = sortPermissions(input.permissions);
    requireMayGrant(context, permissions);
    const signingKey = requireAdmissibleKey(input.publicKeyPem);
    if (context.scope.environment === "production" || hasWrite(permissions)) requireRecentProof(context);
    const { application, apiKey } = await makeApplicationRow(context, {
      name: input.name,
      permissions,
      signingKey,
    });
    return { application, apiKey };
  },
});
