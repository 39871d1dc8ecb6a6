import { apiKeys } from "@/db/schema";
import { newUuid } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import { generateApiKey, hashApiKey, parseApiKey } from "@/lib/security/api-key";

export type IssuedApiKey = { uuid: string; apiKey: string; prefix: string; lastFour: string };

/** Makes a key for an application and stores its keyed hash; the key itself is in the result and nowhere else. */
export async function issueApiKey(
  context: TransactionContext,
  applicationUuid: string,
): Promise<IssuedApiKey> {
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
    expiresAt: null,
    revokedAt: null,
  });
  return { uuid, apiKey, prefix: parsed.prefix, lastFour: parsed.lastFour };
}

/** The person who acts, for "created by"; services and the command line are no persons. */
export function actingUserId({ principal }: Pick<TransactionContext, "principal">): string | null {
  return principal.kind === "user" ? principal.userId : null;
}
