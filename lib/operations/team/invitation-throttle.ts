/** Invitations are mail to whatever address somebody types in, so they are few. */
import { type Bucket, countIn, keyOf } from "@/lib/auth/throttle";
import { ApiError } from "@/lib/errors";
import type { TransactionContext } from "@/lib/operations/operation";

const PER_ORGANIZATION_AND_DAY = 50;
const PER_ADDRESS_AND_HOUR = 3;

/** Counts an invitation to `email`, in the transaction that sends it. Throws 429 and says which limit it is. */
export async function countInvitation(
  { tx, scope, now }: Pick<TransactionContext, "tx" | "scope" | "now">,
  email: string,
): Promise<void> {
  const organization = {
    key: keyOf("invitations of", scope.organizationId),
    allowed: PER_ORGANIZATION_AND_DAY,
    windowMinutes: 24 * 60,
  };
  // Whoever invites: several organizations together are not to flood a mailbox either.
  const address = {
    key: keyOf("invitations to", email.toLowerCase()),
    allowed: PER_ADDRESS_AND_HOUR,
    windowMinutes: 60,
  };
  const count = async (bucket: Bucket, limit: string) => {
    const retryAfterSeconds = await countIn(tx, [bucket], now);
    if (retryAfterSeconds > 0) throw tooMany(limit, retryAfterSeconds);
  };
  await count(organization, `An organization sends at most ${PER_ORGANIZATION_AND_DAY} invitations a day.`);
  await count(address, `An address gets at most ${PER_ADDRESS_AND_HOUR} invitations an hour.`);
}

function tooMany(limit: string, retryAfterSeconds: number): ApiError {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait = minutes <= 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
  return new ApiError(
    "rate_limited",
    "rate_limited",
    `${limit} Try again in ${wait}.`,
    { retryAfterSeconds },
    { "Retry-After": String(retryAfterSeconds) },
  );
}
