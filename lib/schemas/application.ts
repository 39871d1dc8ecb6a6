/** Shapes of API applications and their credentials, shared by operations, forms and the browser client. */
import { z } from "zod";
import { API_PERMISSIONS, missingReads } from "@/lib/permissions";
import { environmentSchema, nameText, timestampSchema } from "@/lib/schemas/common";

export const apiPermissionSchema = z.enum(API_PERMISSIONS);

/** A set of grants; a write without its read is refused (422), as the database constraint would. */
export const permissionSetSchema = z
  .array(apiPermissionSchema)
  .max(API_PERMISSIONS.length)
  .superRefine((permissions, context) => {
    for (const read of missingReads(permissions)) {
      context.addIssue({
        code: "custom",
        message: `${read.replace(/_READ$/, "_WRITE")} needs ${read}: grant both or neither.`,
      });
    }
  });

export const applicationNameSchema = nameText(100);

/** The public half only; private keys are refused before this schema sees them. */
export const publicKeyPemSchema = z
  .string()
  .min(1, "Provide a public key.")
  .max(4096, "A public key PEM has at most 4 kB.");

export const createApplicationSchema = z.strictObject({
  name: applicationNameSchema,
  publicKeyPem: publicKeyPemSchema,
  permissions: permissionSetSchema,
});
export type CreateApplicationInput = z.infer<typeof createApplicationSchema>;

const personRefSchema = z.strictObject({ id: z.string(), displayName: z.string() });

export const apiKeySchema = z.strictObject({
  id: z.string(),
  prefix: z.string(),
  lastFour: z.string(),
  status: z.enum(["active", "expiring", "expired", "revoked"]),
  createdAt: timestampSchema,
  createdBy: personRefSchema.nullable(),
  expiresAt: timestampSchema.nullable(),
  revokedAt: timestampSchema.nullable(),
  lastUsedAt: timestampSchema.nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeySchema>;

export const signingKeySchema = z.strictObject({
  id: z.string(),
  fingerprint: z.string(),
  modulusBits: z.int(),
  publicKeyPem: z.string(),
  status: z.enum(["active", "retiring", "retired"]),
  createdAt: timestampSchema,
  createdBy: personRefSchema.nullable(),
  retiresAt: timestampSchema.nullable(),
});
export type SigningKeyView = z.infer<typeof signingKeySchema>;

export const applicationSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  environment: environmentSchema,
  status: z.enum(["enabled", "disabled"]),
  disabledAt: timestampSchema.nullable(),
  disabledBy: z.enum(["partner", "operator"]).nullable(),
  permissions: z.array(apiPermissionSchema),
  rateLimitPerSecond: z.int(),
  createdAt: timestampSchema,
  createdBy: personRefSchema.nullable(),
  lastUsedAt: timestampSchema.nullable(),
  apiKeys: z.array(apiKeySchema),
  signingKeys: z.array(signingKeySchema),
});
export type ApplicationView = z.infer<typeof applicationSchema>;

/** The only answer that ever holds a raw API key; it is shown once and stored nowhere. */
export const createdApplicationSchema = z.strictObject({
  application: applicationSchema,
  apiKey: z.string(),
});
