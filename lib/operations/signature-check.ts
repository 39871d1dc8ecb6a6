import { z } from "zod";
import { toPublicId } from "@/lib/ids";
import { pureOperation } from "@/lib/operations/operation";
import { apiPermissionSchema } from "@/lib/schemas/application";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";

/** What the server saw of a signed request that it accepted. */
export const checkSignature = pureOperation({
  name: "checkSignature",
  summary: "Show what the server saw of a correctly signed request",
  permission: null,
  input: z.strictObject({}),
  output: z.strictObject({
    application: z.strictObject({
      id: z.string(),
      name: z.string(),
      environment: environmentSchema,
      permissions: z.array(apiPermissionSchema),
    }),
    apiKey: z.strictObject({
      id: z.string(),
      lastFour: z.string(),
      status: z.enum(["active", "expiring"]),
      expiresAt: timestampSchema.nullable(),
    }),
    signingKey: z.strictObject({ fingerprint: z.string(), status: z.enum(["active", "retiring"]) }),
    token: z.strictObject({ expiresInSeconds: z.int() }),
    serverTime: z.int(),
    requestId: z.string(),
  }),
  run: async ({ principal, origin, now }) => {
    if (principal.kind !== "application") throw new Error("checkSignature runs for signed requests only.");
    const { credential } = principal;
    const serverTime = Math.floor(now.getTime() / 1000);
    return {
      application: {
        id: toPublicId("application", principal.applicationId),
        name: principal.applicationName,
        environment: principal.environment,
        permissions: [...principal.apiPermissions],
      },
      apiKey: {
        id: toPublicId("apiKey", credential.apiKeyId),
        lastFour: credential.apiKeyLastFour,
        status: credential.apiKeyExpiresAt === null ? ("active" as const) : ("expiring" as const),
        expiresAt: credential.apiKeyExpiresAt?.toISOString() ?? null,
      },
      signingKey: {
        fingerprint: credential.signingKeyFingerprint,
        status: credential.signingKeyRetiresAt === null ? ("active" as const) : ("retiring" as const),
      },
      token: { expiresInSeconds: credential.tokenExpiresAtSeconds - serverTime },
      serverTime,
      requestId: origin.requestId,
    };
  },
});
