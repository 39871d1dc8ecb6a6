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
  /** Each request gets a token of its own; `null`: all requests are the same bytes. */
  credentials: credentialsSchema.nullable(),
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

export const orderSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("prepare"), plan: planSchema, count: z.number(), port: z.number() }),
  z.object({ type: z.literal("fire"), connections: z.number() }),
]);
export type Order = z.infer<typeof orderSchema>;

export const replySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("prepared") }),
  z.object({ type: z.literal("fired"), outcome: outcomeSchema }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);
export type Reply = z.infer<typeof replySchema>;
