import { applications } from "@/db/schema";
import { newUuid, toPublicId } from "@/lib/ids";
import { viewApplication } from "@/lib/operations/applications/find";
import { hasWrite, requireMayGrant } from "@/lib/operations/applications/grant";
import { actingUserId, issueApiKey } from "@/lib/operations/applications/issue-api-key";
import { registerSigningKey, requireAdmissibleKey } from "@/lib/operations/applications/register-signing-key";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { sortPermissions } from "@/lib/permissions";
import { createApplicationSchema, createdApplicationSchema } from "@/lib/schemas/application";
import type { Environment } from "@/lib/schemas/common";

const DEFAULT_RATE_LIMIT_PER_SECOND: Record<Environment, number> = { sandbox: 25, production: 100 };

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
    const admitted = requireAdmissibleKey(input.publicKeyPem);
    const { tx, scope, now } = context;
    if (scope.environment === "production" || hasWrite(permissions)) requireRecentProof(context);
    const row = {
      id: newUuid(),
      organizationId: scope.organizationId,
      environment: scope.environment,
      name: input.name,
      permissions,
      rateLimitPerSecond: DEFAULT_RATE_LIMIT_PER_SECOND[scope.environment],
      addressList: [],
      addressListMode: "off" as const,
      disabledAt: null,
      disabledBy: null,
      disabledByName: null,
      disabledReason: null,
      deletedAt: null,
      stateVersion: 1,
      createdAt: now,
      createdByUserId: actingUserId(context),
    };
    await tx.insert(applications).values(row);
    const signingKey = await registerSigningKey(context, row.id, admitted);
    const issued = await issueApiKey(context, row.id);
    context.audit({
      target: { kind: "application", id: toPublicId("application", row.id) },
      after: {
        name: row.name,
        permissions,
        apiKeyId: toPublicId("apiKey", issued.uuid),
        apiKeyLastFour: issued.lastFour,
        signingKeyFingerprint: signingKey.fingerprint,
      },
    });
    context.audit({
      action: "api_key.created",
      target: { kind: "api_key", id: toPublicId("apiKey", issued.uuid) },
      after: {
        applicationId: toPublicId("application", row.id),
        lastFour: issued.lastFour,
        expiresAt: null,
      },
    });
    return { application: await viewApplication(context, row), apiKey: issued.apiKey };
  },
});
