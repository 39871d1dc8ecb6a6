/** What the bench and its load process say to each other. */
import { z } from "zod";

const credentialsSchema = z.object({
  apiKey: z.string(),
  apiKeyId: z.string(),
  privateKeyPem: z.string(),
});
/** An application's API key and signing key. */
export type Credentials = z.infer<typeof credentialsSchema>;

const planSchema = z.object({
  method: z.enum(["GET", "POST"]),
  target: z.string(),
  headers: z.record(z.string(), z.string()),
  /** `%n` stands for a number that is another one in each request; `null`: no body. */
  bodyTemplate: z.string().nullable(),
  /** Instead of a body made of text: a form with a file of so many bytes in it. */
  uploadBytes: z.int().optional(),
  /** Each request gets a token of its own; `null`: all requests are the same bytes. */
  credentials: credentialsSchema.nullable(),
  /** Personal API keys that the requests bring by turns; of use without `credentials` only. */
  personalKeys: z.array(z.string()).optional(),
  expectedStatus: z.number(),
  /** Every answer's body has it somewhere. */
  expectedText: z.string(),
});
export type RequestPlan = z.infer<typeof planSchema>;

const outcomeSchema = z.object({
  requests: z.number(),
  elapsedMilliseconds: z.number(),
  p50Milliseconds: z.number(),
  p99Milliseconds: z.number(),
  /** Of the load process itself: near 1 per elapsed millisecond it measures itself, not the server. */
  loadCpuMilliseconds: z.number(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** Several plans may be prepared at once, each under its name; a plan is spent when it was fired. */
export const orderSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("prepare"),
    name: z.string(),
    plan: planSchema,
    count: z.number(),
    ports: z.array(z.number()).min(1),
  }),
  z.object({ type: z.literal("fire"), name: z.string(), connections: z.number() }),
]);
export type Order = z.infer<typeof orderSchema>;

export const replySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("prepared") }),
  z.object({ type: z.literal("fired"), outcome: outcomeSchema }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);
export type Reply = z.infer<typeof replySchema>;
