/** Shapes of personal API keys, shared by operations, forms and the browser client. */
import { z } from "zod";
import { environmentSchema, nameText, timestampSchema } from "@/lib/schemas/common";
import { PERSONAL_KEY_POLICIES } from "@/lib/schemas/personal-key-policy";
import { partnerRoleSchema } from "@/lib/schemas/user";

export const personalKeyPolicySchema = z.enum(PERSONAL_KEY_POLICIES);
export type PersonalKeyPolicy = z.infer<typeof personalKeyPolicySchema>;

/** Keys that are neither deleted nor expired, per person and environment. */
export const MAXIMUM_PERSONAL_KEYS = 10;

/** Requests a second, each key for itself. */
export const PERSONAL_KEY_RATE_LIMIT_PER_SECOND = 20;

export const createPersonalKeySchema = z.strictObject({
  name: nameText(100),
  expiresAt: timestampSchema.optional(),
});
export type CreatePersonalKeyInput = z.infer<typeof createPersonalKeySchema>;

/** The only answer that ever holds a raw personal key; it is shown once and stored nowhere. */
export const createdPersonalKeySchema = z.strictObject({ personalKeyId: z.string(), apiKey: z.string() });
export type CreatedPersonalKey = z.infer<typeof createdPersonalKeySchema>;

/** A key that was not deleted. `createdBy.role`: what its maker is in the organization now, and so what the key may. */
export const personalKeySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  environment: environmentSchema,
  prefix: z.string(),
  lastFour: z.string(),
  status: z.enum(["active", "expired"]),
  createdAt: timestampSchema,
  createdBy: z.strictObject({ id: z.string(), displayName: z.string(), role: partnerRoleSchema }),
  isOwn: z.boolean(),
  expiresAt: timestampSchema.nullable(),
  /** Newest admitted request, fresh within five seconds. */
  lastUsedAt: timestampSchema.nullable(),
  lastUsedAddress: z.string().nullable(),
  lastUsedUserAgent: z.string().nullable(),
});
export type PersonalKeyView = z.infer<typeof personalKeySchema>;

/** The keys that the caller may see: their own, or everybody's for whoever manages them. */
export const personalKeysSchema = z.strictObject({
  policy: personalKeyPolicySchema,
  items: z.array(personalKeySchema),
});
export type PersonalKeysView = z.infer<typeof personalKeysSchema>;

export const changePersonalKeyPolicySchema = z.strictObject({ personalKeys: personalKeyPolicySchema });
