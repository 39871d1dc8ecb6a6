/** Making a personal API key, whoever asks for it. */
import type { Transaction } from "@/db/client";
import { countLivePersonalKeys, findPersonalKeyPolicy, lockMembership } from "@/db/queries/personal-keys";
import { personalApiKeys } from "@/db/schema";
import { ApiError, conflict, notFound } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { requireKeyEnd } from "@/lib/operations/applications/key-dates";
import type { TransactionContext } from "@/lib/operations/operation";
import {
  type CreatedPersonalKey,
  type CreatePersonalKeyInput,
  MAXIMUM_PERSONAL_KEYS,
} from "@/lib/schemas/personal-key";
import { allowsPersonalKeys } from "@/lib/schemas/personal-key-policy";
import { generateApiKey, hashApiKey, parseApiKey } from "@/lib/security/api-key";

/**
 * Makes a key of this member and stores its keyed hash; the key itself is in the result and nowhere else. Throws 404 for
 * whoever is no member, 403 `personal_keys_disabled`, and 409 for one key too many.
 */
export async function issuePersonalKey(
  context: TransactionContext,
  userId: string,
  { name, expiresAt: wantedEnd }: CreatePersonalKeyInput,
): Promise<CreatedPersonalKey> {
  const { tx, scope, now, peppers, randomBytes } = context;
  const expiresAt = wantedEnd === undefined ? null : requireKeyEnd(now, wantedEnd);
  // Held until the commit, so that keys made side by side count each other and none outlives a removal.
  if (!(await lockMembership(tx, scope.organizationId, userId))) throw notFound("member");
  await requireAllowed(tx, scope);
  await requireRoom(context, userId);
  const apiKey = generateApiKey(scope.environment, randomBytes);
  const parsed = parseApiKey(apiKey);
  const pepper = peppers[0];
  if (parsed === null || pepper === undefined) throw new Error("An API key could not be made.");
  const row = {
    id: newUuid(),
    ...scope,
    userId,
    name,
    keyHash: hashApiKey(apiKey, pepper),
    pepperVersion: pepper.version,
    prefix: parsed.prefix,
    lastFour: parsed.lastFour,
    createdAt: now,
    expiresAt,
  };
  await tx.insert(personalApiKeys).values(row);
  const personalKeyId = toPublicId("personalKey", row.id);
  context.audit({
    target: { kind: "personal_key", id: personalKeyId },
    after: {
      name,
      userId: toPublicId("user", userId),
      lastFour: row.lastFour,
      expiresAt: expiresAt?.toISOString() ?? null,
    },
  });
  return { personalKeyId, apiKey };
}

async function requireAllowed(tx: Transaction, scope: TransactionContext["scope"]): Promise<void> {
  const policy = await findPersonalKeyPolicy(tx, scope.organizationId);
  if (policy === undefined) throw notFound("organization");
  if (allowsPersonalKeys(policy, scope.environment)) return;
  throw new ApiError(
    "forbidden",
    "personal_keys_disabled",
    `The organization does not allow personal API keys in ${scope.environment}. An owner or admin can allow them.`,
    { environment: scope.environment, allowed: policy },
  );
}

async function requireRoom({ tx, scope, now }: TransactionContext, userId: string): Promise<void> {
  if ((await countLivePersonalKeys(tx, scope, userId, now)) < MAXIMUM_PERSONAL_KEYS) return;
  throw conflict(
    `There are ${MAXIMUM_PERSONAL_KEYS} live personal API keys in ${scope.environment} already, which is as many as a person may have. Delete one that is not used any more.`,
    { maximum: MAXIMUM_PERSONAL_KEYS },
  );
}
