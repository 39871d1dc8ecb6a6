import { z } from "zod";
import { toPublicId } from "@/lib/ids";
import { pureOperation } from "@/lib/operations/operation";
import { apiPermissionSchema } from "@/lib/schemas/application";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";

const signatureCheckSchema = z
  .strictObject({
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
    signingKey: z.strictObject({
      fingerprint: z.string().describe("SHA-256 of the SPKI DER of the key that verified, lower-case hex."),
      status: z.enum(["active", "retiring"]),
    }),
    token: z.strictObject({ expiresInSeconds: z.int().describe("How long the token would have lived on.") }),
    serverTime: z.int().describe("Unix seconds."),
    requestId: z.string(),
  })
  .meta({
    id: "SignatureCheck",
    examples: [
      {
        application: {
          id: "app_01939e2a-6f00-7d3a-8a54-b1f7c0e9d211",
          name: "Payments worker",
          environment: "sandbox",
          permissions: ["CUSTOMERS_READ", "CUSTOMERS_WRITE"],
        },
        apiKey: {
          id: "key_01939e2a-6f00-7d3a-8a54-b1f7c0e9d212",
          lastFour: "7Hk2",
          status: "active",
          expiresAt: null,
        },
        signingKey: {
          fingerprint: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          status: "active",
        },
        token: { expiresInSeconds: 28 },
        serverTime: 1795211844,
        requestId: "req_01a1faf6-db5d-771f-af0d-6eef895280e1",
      },
    ],
  });

/** What the server saw of a signed request that it accepted. */
export const checkSignature = pureOperation({
  name: "checkSignature",
  summary: "Show what the server saw of a correctly signed request",
  permission: null,
  input: z.strictObject({}),
  output: signatureCheckSchema,
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
