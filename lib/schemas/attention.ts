/** What a partner should act on soon. */
import { z } from "zod";
import { API_PERMISSIONS } from "@/lib/permissions";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";

/** Days before a key's end at which people are told, by mail and in the app. */
export const NOTICE_DAYS = [30, 14, 7, 1] as const;

const about = {
  applicationId: z.string(),
  applicationName: z.string(),
  environment: environmentSchema,
};

export const attentionItemSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("key_ending"),
    ...about,
    apiKeyId: z.string(),
    prefix: z.string(),
    lastFour: z.string(),
    expiresAt: timestampSchema,
    /** Whether another key of the application goes on beyond that date. */
    isReplaced: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("key_unclaimed"),
    ...about,
    createdByName: z.string(),
    expiresAt: timestampSchema,
  }),
  z.strictObject({
    kind: z.literal("disabled_by_operator"),
    ...about,
    disabledAt: timestampSchema,
    disabledByName: z.string().nullable(),
    disabledReason: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal("no_live_key"), ...about }),
  z.strictObject({
    /** Granted, and not used for ninety days. */
    kind: z.literal("permissions_unused"),
    ...about,
    permissions: z.array(z.enum(API_PERMISSIONS)),
  }),
  z.strictObject({
    /** Disabled by somebody else than the partner, or failing. */
    kind: z.literal("webhook_troubled"),
    environment: environmentSchema,
    webhookId: z.string(),
    url: z.string(),
    disabledBy: z.enum(["operator", "system"]).nullable(),
    disabledReason: z.string().nullable(),
    since: timestampSchema,
  }),
]);
export type AttentionItem = z.infer<typeof attentionItemSchema>;
export type WebhookAttention = Extract<AttentionItem, { kind: "webhook_troubled" }>;
export type ApplicationAttention = Exclude<AttentionItem, WebhookAttention>;

export const attentionSchema = z.strictObject({ items: z.array(attentionItemSchema) });
