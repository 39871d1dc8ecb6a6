/**
 * One attempt of one delivery: taken, signed, sent to an address that is checked now, and written down together with what
 * follows from it. Who dies over it leaves it to the next, once the claim has run out.
 */
import { type AttemptClaim, type AttemptJob, claimAttempt } from "@/db/queries/webhook-attempts";
import { toPublicId } from "@/lib/ids";
import type { Runtime } from "@/lib/runtime";
import type { AttemptError } from "@/lib/schemas/webhook-kinds";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import { signWebhook, webhookSecretBytes } from "@/lib/security/webhook-signature";
import { webhookBody } from "@/lib/webhooks/body";
import { finishAttempt } from "@/lib/webhooks/finish";
import { sendWebhook, type WebhookResponse } from "@/lib/webhooks/send";
import { type AddressFamily, type CheckedTarget, checkWebhookTarget } from "@/lib/webhooks/target";

/** For everything between claim and answer: resolving, connecting, sending, the answer. */
const TIMEOUT_MILLISECONDS = 15_000;
/** Longer than an attempt can take, so that nobody takes over what is still under way. */
const CLAIM_MILLISECONDS = 30_000;

export type AttemptOutcome =
  /** It was made before, or the delivery has ended. */
  | { kind: "over" }
  /** Somebody else has it, at the latest until then. */
  | { kind: "busy"; until: Date }
  | { kind: "made"; status: number | null; error: AttemptError | null };

/** What was sent, to which address, and what came of it. */
export type Attempted = WebhookResponse & { address: string | null };

export async function deliverWebhook(
  runtime: Runtime,
  job: AttemptJob,
  { timeoutMilliseconds = TIMEOUT_MILLISECONDS }: { timeoutMilliseconds?: number } = {},
): Promise<AttemptOutcome> {
  const startedAt = runtime.clock();
  const claimedUntil = new Date(startedAt.getTime() + CLAIM_MILLISECONDS);
  const claim = await claimAttempt(runtime.database, job, startedAt, claimedUntil);
  if (claim === undefined) return { kind: "over" };
  if (!claim.isClaimed) return { kind: "busy", until: claim.claimedUntil };
  const begin = performance.now();
  const attempted = await attempt(runtime, job, claim, timeoutMilliseconds);
  const durationMilliseconds = Math.round(performance.now() - begin);
  await finishAttempt(runtime, { job, claim, startedAt, durationMilliseconds, attempted });
  return { kind: "made", status: attempted.status, error: attempted.error };
}

async function attempt(
  runtime: Runtime,
  { eventId }: AttemptJob,
  claim: AttemptClaim,
  timeoutMilliseconds: number,
): Promise<Attempted> {
  const secrets = openSecrets(runtime, claim);
  if (secrets.length === 0) return failedWith("secret_unavailable");
  const { allowPrivate, localAddresses } = runtime.settings.webhooks;
  const begin = performance.now();
  const target = await checkWebhookTarget(claim.url, {
    environment: claim.environment,
    allowPrivate,
    resolve: runtime.resolveHost,
    ...(localAddresses.length === 0 ? {} : { families: [...new Set(localAddresses.map(familyOf))] }),
  });
  if (!target.ok) return failedWith(targetError(target));
  const body = webhookBody({
    id: eventId,
    type: claim.eventType,
    environment: claim.environment,
    createdAt: claim.eventCreatedAt,
    data: claim.eventData,
  });
  const message = {
    id: toPublicId("event", eventId),
    timestampSeconds: Math.floor(runtime.clock().getTime() / 1000),
    body,
  };
  const response = await sendWebhook({
    url: target.url,
    address: target.address,
    localAddress: localAddressFor(localAddresses, target.family),
    headers: signWebhook(message, secrets),
    body,
    timeoutMilliseconds: Math.max(1, timeoutMilliseconds - (performance.now() - begin)),
  });
  return { ...response, address: target.address };
}

function openSecrets({ peppers }: Runtime, { secrets }: AttemptClaim): Uint8Array[] {
  return secrets.flatMap(({ id, sealed }) => {
    const text = openSealedSecret(sealed, `webhook secret ${id}`, peppers);
    return text === null ? [] : [webhookSecretBytes(text)];
  });
}

function failedWith(error: AttemptError): Attempted {
  return { status: null, error, body: null, retryAfter: null, address: null };
}

function targetError({ reason }: Extract<CheckedTarget, { ok: false }>): AttemptError {
  if (reason === "dns_failed") return reason;
  return reason === "address_not_allowed" || reason === "host_not_allowed"
    ? "address_not_allowed"
    : "url_not_allowed";
}

function familyOf(address: string): AddressFamily {
  return address.includes(":") ? 6 : 4;
}

function localAddressFor(addresses: readonly string[], family: AddressFamily): string | undefined {
  const fitting = addresses.filter((address) => familyOf(address) === family);
  return fitting[Math.floor(Math.random() * fitting.length)];
}
