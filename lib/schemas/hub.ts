/** What the operator's hub shows of organizations and of the deployment. */
import { z } from "zod";
import { environmentSchema, pageOf, pageQueryShape, timestampSchema } from "@/lib/schemas/common";

export const organizationSummarySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  createdAt: timestampSchema,
  suspendedAt: timestampSchema.nullable(),
  memberCount: z.int(),
  applicationCount: z.int(),
  disabledApplicationCount: z.int(),
});
export type OrganizationSummary = z.infer<typeof organizationSummarySchema>;

export const organizationPageSchema = pageOf(organizationSummarySchema);
export type OrganizationPage = z.infer<typeof organizationPageSchema>;

export const organizationSearchSchema = z.strictObject({
  search: z
    .string()
    .trim()
    .max(200, "Use at most 200 characters.")
    .regex(/^[^\p{Cc}]*$/u, "Control characters are not allowed.")
    .default(""),
  ...pageQueryShape,
});

/** One line of the emergency switch's answer: which applications it stopped. */
export const disabledApplicationsSchema = z.strictObject({
  disabled: z.array(z.strictObject({ id: z.string(), name: z.string(), environment: environmentSchema })),
  alreadyDisabled: z.int(),
  /** Whether personal API keys were allowed until now; allowing them again is the partner's decision. */
  personalKeysTurnedOff: z.boolean(),
});
export type DisabledApplications = z.infer<typeof disabledApplicationsSchema>;

export const mailSchema = z.strictObject({
  id: z.string(),
  recipient: z.string(),
  subject: z.string(),
  /** Only where nothing delivers mail: then this is where it can be read. */
  body: z.string().nullable(),
  createdAt: timestampSchema,
  sentAt: timestampSchema.nullable(),
  attempts: z.int(),
  lastProblem: z.string().nullable(),
});
export type MailView = z.infer<typeof mailSchema>;

export const outboxSchema = z.strictObject({
  delivery: z.enum(["smtp", "outbox", "off"]),
  mails: z.array(mailSchema),
});
export type OutboxView = z.infer<typeof outboxSchema>;

/** Facts of the running deployment; none of them a secret. */
export const deploymentFactsSchema = z.strictObject({
  baseUrl: z.string(),
  /** `null` where the API of both environments is at `baseUrl`. */
  environmentBaseUrls: z.strictObject({ sandbox: z.string(), production: z.string() }).nullable(),
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(z.string()),
  version: z.string(),
  databaseVersion: z.string(),
  mailDelivery: z.enum(["smtp", "outbox", "off"]),
  /** The newest signed checkpoint of the operator's own history; `null` before the first one. */
  checkpoint: z.strictObject({ keyFingerprint: z.string(), signedAt: timestampSchema }).nullable(),
});
export type DeploymentFacts = z.infer<typeof deploymentFactsSchema>;
