import { apiKeys } from "@/db/schema";
import { ApiError } from "@/lib/errors";
import { newUuid } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import { generateApiKey, hashApiKey, parseApiKey } from "@/lib/security/api-key";

export type IssuedApiKey = { uuid: string; apiKey: string; prefix: string; lastFour: string };

/** Makes a key for an application and stores its keyed hash; the key itself is in the result and nowhere else. */
export async function issueApiKey(
  context: TransactionContext,
  applicationUuid: string,
  expiresAt: Date | null = null,
): Promise<IssuedApiKey> {
  refuseStaff(context);
  const { tx, scope, now, peppers, randomBytes } = context;
  const apiKey = generateApiKey(scope.environment, randomBytes);
  const parsed = parseApiKey(apiKey);
  const pepper = peppers[0];
  if (parsed === null || pepper === undefined) throw new Error("An API key could not be made.");
  const uuid = newUuid();
  await tx.insert(apiKeys).values({
    id: uuid,
    organizationId: scope.organizationId,
    applicationId: applicationUuid,
    keyHash: hashApiKey(apiKey, pepper),
    pepperVersion: pepper.version,
    prefix: parsed.prefix,
    lastFour: parsed.lastFour,
    createdAt: now,
    createdByUserId: actingUserId(context),
    expiresAt,
    expirySetAt: expiresAt === null ? null : now,
    revokedAt: null,
  });
  return { uuid, apiKey, prefix: parsed.prefix, lastFour: parsed.lastFour };
}

/** A partner's key is for the partner's eyes, whatever door staff find. */
function refuseStaff({ principal }: Pick<TransactionContext, "principal">): void {
  if (principal.kind !== "operator") return;
  throw new ApiError(
    "forbidden",
    "permission_missing",
    "Staff never see a partner's API key. Prepare a replacement key, which somebody of the partner claims.",
  );
}

/** The person who acts, for "created by"; services and the command line are no persons. */
export function actingUserId({ principal }: Pick<TransactionContext, "principal">): string | null {
  return principal.kind === "user" || principal.kind === "operator" ? principal.userId : null;
}
