/** Shapes of API applications and their credentials, shared by operations, forms and the browser client. */
import { z } from "zod";
import { API_PERMISSIONS, missingReads } from "@/lib/permissions";
import { addressListSchema } from "@/lib/schemas/address-list";
import { MAXIMUM_LIVE_KEYS, MAXIMUM_OVERLAP_SECONDS } from "@/lib/schemas/application-limits";
import { environmentSchema, nameText, pageOf, timestampSchema } from "@/lib/schemas/common";

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

export const copyApplicationSchema = createApplicationSchema.extend({
  /** The sandbox application whose set-up the new one has. */
  copyOf: z.string(),
  withAddressList: z.boolean(),
});
export type CopyApplicationInput = z.infer<typeof copyApplicationSchema>;

/** Newest admitted request with a key, fresh within five seconds. */
const lastUseShape = {
  lastUsedAt: timestampSchema.nullable(),
  lastUsedAddress: z.string().nullable(),
  lastUsedUserAgent: z.string().nullable(),
};

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
  ...lastUseShape,
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
  ...lastUseShape,
});
export type SigningKeyView = z.infer<typeof signingKeySchema>;

/** A replacement key that the operator has prepared and a partner user may claim. */
export const keyClaimSchema = z.strictObject({
  id: z.string(),
  createdAt: timestampSchema,
  createdByName: z.string(),
  reason: z.string(),
  /** How long the keys before go on after the claim, unless they end at a date. */
  graceSeconds: z.int(),
  graceUntil: timestampSchema.nullable(),
  expiresAt: timestampSchema,
});
export type KeyClaimView = z.infer<typeof keyClaimSchema>;

export const applicationSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  environment: environmentSchema,
  status: z.enum(["enabled", "disabled"]),
  disabledAt: timestampSchema.nullable(),
  disabledBy: z.enum(["partner", "operator"]).nullable(),
  /** Who and why, as the partner sees it. */
  disabledByName: z.string().nullable(),
  disabledReason: z.string().nullable(),
  permissions: z.array(apiPermissionSchema),
  rateLimitPerSecond: z.int(),
  addressList: addressListSchema,
  createdAt: timestampSchema,
  createdBy: personRefSchema.nullable(),
  lastUsedAt: timestampSchema.nullable(),
  apiKeys: z.array(apiKeySchema),
  signingKeys: z.array(signingKeySchema),
  /** The open claim, where there is one. */
  keyClaim: keyClaimSchema.nullable(),
});
export type ApplicationView = z.infer<typeof applicationSchema>;

export const applicationPageSchema = pageOf(applicationSchema);
export type ApplicationPage = z.infer<typeof applicationPageSchema>;

/** The only answer that ever holds a raw API key; it is shown once and stored nowhere. */
export const createdApplicationSchema = z.strictObject({
  application: applicationSchema,
  apiKey: z.string(),
});

export const graceSchema = z.enum(["none", "1h", "24h", "7d"]);
export type Grace = z.infer<typeof graceSchema>;

/** How long the keys before a new one go on: a window, or a date, which counts where both are given. */
export const graceShape = {
  grace: graceSchema.default("24h"),
  graceUntil: timestampSchema.optional(),
};

/** The live keys that the caller saw. Where they are others by now, somebody else was faster: 409. */
const expectedLiveKeyIds = z.array(z.string()).max(MAXIMUM_LIVE_KEYS).optional();

export const createReplacementKeySchema = z.strictObject({
  ...graceShape,
  /** When the new key itself ends; without it, it goes on until it is replaced or revoked. */
  expiresAt: timestampSchema.optional(),
  expectedLiveKeyIds,
});
export type CreateReplacementKeyInput = z.input<typeof createReplacementKeySchema>;

export const createdKeySchema = z.strictObject({
  apiKey: z.string(),
  apiKeyId: z.string(),
  expiring: z.array(z.strictObject({ apiKeyId: z.string(), expiresAt: timestampSchema })),
});

/** `null` takes the date away: the key is active again. Ending a key now is revoking it. */
export const changeKeyExpirySchema = z.strictObject({ expiresAt: timestampSchema.nullable() });

export const replaceSigningKeySchema = z.strictObject({
  publicKeyPem: publicKeyPemSchema,
  overlapSeconds: z.int().min(0).max(MAXIMUM_OVERLAP_SECONDS).default(0),
  /** The current key's fingerprint as the caller saw it; another one by now: 409. */
  expectedFingerprint: z.string().max(64).optional(),
});
export type ReplaceSigningKeyInput = z.input<typeof replaceSigningKeySchema>;

const requestCountsSchema = z.strictObject({ hour: z.int(), day: z.int(), week: z.int() });
export type RequestCounts = z.infer<typeof requestCountsSchema>;

const keyUsageSchema = z.strictObject({
  id: z.string(),
  requests: requestCountsSchema,
  ...lastUseShape,
});
export type KeyUsage = z.infer<typeof keyUsageSchema>;

/** Which key carries which share of an application's traffic, and which permission was last used when. */
export const applicationUsageSchema = z.strictObject({
  serverTime: timestampSchema,
  apiKeys: z.array(keyUsageSchema),
  signingKeys: z.array(keyUsageSchema),
  /** The last hour, minute by minute; minutes without a request are left out. */
  minutes: z.array(
    z.strictObject({
      minute: timestampSchema,
      apiKeyId: z.string(),
      signingKeyId: z.string(),
      requests: z.int(),
    }),
  ),
  permissions: z.array(
    z.strictObject({
      permission: apiPermissionSchema,
      grantedAt: timestampSchema,
      lastUsedAt: timestampSchema.nullable(),
    }),
  ),
  /** Those of them that were not used for ninety days, but for reads that a write which is kept needs. */
  unusedPermissions: z.array(apiPermissionSchema),
});
export type ApplicationUsage = z.infer<typeof applicationUsageSchema>;

export const claimKeySchema = z.strictObject({ expectedLiveKeyIds });
export type ClaimKeyInput = z.input<typeof claimKeySchema>;

export const prepareKeyClaimSchema = z.strictObject(graceShape);
