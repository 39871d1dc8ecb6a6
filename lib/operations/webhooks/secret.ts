/** Secrets of webhook endpoints: in an answer once, and sealed in the database. */
import {
  deleteSecrets,
  expireCurrentSecret,
  insertWebhookSecret,
  listLiveSecrets,
} from "@/db/queries/webhooks";
import { ApiError, conflict } from "@/lib/errors";
import { newUuid } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import { type PreviousSecretEnds, SECRET_OVERLAP_HOURS } from "@/lib/schemas/webhook";
import { sealSecret } from "@/lib/security/sealed-secret";
import { generateWebhookSecret, webhookSecretText } from "@/lib/security/webhook-signature";

const OVERLAP_MILLISECONDS = SECRET_OVERLAP_HOURS * 3_600_000;

/** Makes a secret and stores it sealed; the secret itself is in the result and nowhere else. */
export async function issueWebhookSecret(context: TransactionContext, endpointId: string): Promise<string> {
  refuseStaff(context);
  const { tx, scope, now, peppers, randomBytes } = context;
  const id = newUuid();
  const secret = webhookSecretText(generateWebhookSecret(randomBytes));
  await insertWebhookSecret(tx, {
    id,
    organizationId: scope.organizationId,
    environment: scope.environment,
    endpointId,
    sealedSecret: sealSecret(secret, `webhook secret ${id}`, peppers, randomBytes),
    createdAt: now,
    expiresAt: null,
  });
  return secret;
}

/**
 * Ends the secrets before a new one, of an endpoint that is locked: in a day, or at once. Returns until when the last of
 * them signs along. Throws 409 while one before the current one still does: a receiver would have to know three.
 */
export async function endPreviousSecrets(
  { tx, now }: Pick<TransactionContext, "tx" | "now">,
  endpointId: string,
  previous: PreviousSecretEnds,
): Promise<Date | null> {
  if (previous === "now") {
    await deleteSecrets(tx, endpointId);
    return null;
  }
  const live = await listLiveSecrets(tx, [endpointId], now);
  const open = live.flatMap(({ expiresAt }) => expiresAt ?? [])[0];
  if (open !== undefined) {
    const until = open.toISOString();
    throw conflict(
      `The secret was rotated less than ${SECRET_OVERLAP_HOURS} h ago, and the one before it signs along until ${until}. Wait until then, or end the secrets before at once.`,
      { previousUntil: until },
    );
  }
  const until = new Date(now.getTime() + OVERLAP_MILLISECONDS);
  await expireCurrentSecret(tx, endpointId, until, now);
  return until;
}

/** A partner's secret is for the partner's eyes, whatever door staff find. */
export function refuseStaff({ principal }: Pick<TransactionContext, "principal">): void {
  if (principal.kind !== "operator") return;
  throw new ApiError(
    "forbidden",
    "permission_missing",
    "Staff never see a partner's webhook secret. Somebody of the partner does this.",
  );
}
