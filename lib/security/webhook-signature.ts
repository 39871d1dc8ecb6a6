import { createHmac } from "node:crypto";

const SECRET_PREFIX = "whsec_";
const SECRET_BYTES = 32;

/**
 * Makes the secret of a webhook endpoint (Standard Webhooks 1.0, "Signature scheme").
 *
 * @param randomBytes source of randomness; asked once, for 32 bytes
 * @returns the bytes themselves
 */
export function generateWebhookSecret(randomBytes: (n: number) => Uint8Array): Uint8Array {
  const secret = randomBytes(SECRET_BYTES);
  if (secret.length !== SECRET_BYTES)
    throw new Error("The source of randomness gave the wrong number of bytes.");
  return secret;
}

/** The form in which people copy a secret and verifiers take it: `whsec_` and base64. Show it once. */
export function webhookSecretText(secret: Uint8Array): string {
  return SECRET_PREFIX + Buffer.from(secret).toString("base64");
}

/**
 * The headers that sign one delivery: HMAC-SHA256 over `id.timestamp.body`, once for each secret.
 *
 * @param message `id`: the event's id, the same at every attempt; `timestampSeconds`: when this attempt begins, in Unix
 *   seconds; `body`: the exact text that is sent
 * @param secrets the current one first; during a rotation also the one before it
 * @returns `webhook-id`, `webhook-timestamp` and `webhook-signature`
 */
export function signWebhook(
  message: { id: string; timestampSeconds: number; body: string },
  secrets: readonly Uint8Array[],
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const { id, timestampSeconds, body } = message;
  const signatures = secrets.map((secret) => {
    const mac = createHmac("sha256", secret).update(`${id}.${timestampSeconds}.${body}`, "utf8");
    return `v1,${mac.digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestampSeconds),
    "webhook-signature": signatures.join(" "),
  };
}

/** The bytes in the text form of a secret. Throws for text that is none. */
export function webhookSecretBytes(text: string): Uint8Array {
  if (!text.startsWith(SECRET_PREFIX)) throw new Error("This is no webhook secret.");
  return new Uint8Array(Buffer.from(text.slice(SECRET_PREFIX.length), "base64"));
}
