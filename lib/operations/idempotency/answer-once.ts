/**
 * A change that is made once however often it is asked for: what it was answered is stored in its own transaction, and
 * a repetition is given that (draft-ietf-httpapi-idempotency-key-header-07). Keys belong to an application or to a
 * personal key.
 */
import { findStoredAnswer, holdIdempotencyKey, storeAnswer } from "@/db/queries/idempotency";
import { ApiError } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

const REMEMBERED_MILLISECONDS = 24 * 3600 * 1000;

/** A request that says with which others it is one and the same. */
export type IdempotentRequest = {
  key: string;
  /** SHA-256 of what was asked for: equal for a repetition, and different when the key is used for something else. */
  fingerprint: Buffer;
  method: string;
  path: string;
  /** The status that success is answered with. */
  status: number;
};

/** `body`: the JSON text, so that a repetition is answered byte for byte alike. */
export type IdempotentAnswer = { status: number; body: string; isReplay: boolean };

/** Whose key it is; UUIDs. */
export type IdempotencyOwner = { applicationId: string } | { personalKeyId: string };

type Context = Pick<TransactionContext, "tx" | "scope" | "origin" | "now"> & { owner: IdempotencyOwner };

/**
 * Runs `work` unless its answer is known, and stores it with the change. What `work` refuses is not stored, so the next
 * attempt runs anew. Throws 409 `idempotency_in_progress` while another request with the key is being worked on, and 422
 * `idempotency_key_reused` when the key stands for something else.
 */
export async function answerOnce(
  { tx, scope, origin, now, owner }: Context,
  request: IdempotentRequest,
  work: () => Promise<unknown>,
): Promise<IdempotentAnswer> {
  const { key, fingerprint, method, path, status } = request;
  const ownerId = "applicationId" in owner ? owner.applicationId : owner.personalKeyId;
  if (!(await holdIdempotencyKey(tx, ownerId, key))) throw inProgress();
  const stored = await findStoredAnswer(tx, scope, { ownerId, key, now });
  if (stored !== undefined) {
    if (!stored.fingerprint.equals(fingerprint)) throw keyReused(stored);
    return { status: stored.status, body: stored.responseBody, isReplay: true };
  }
  const body = JSON.stringify(await work());
  await storeAnswer(tx, {
    ...scope,
    ...owner,
    key,
    fingerprint,
    method,
    path,
    status,
    responseBody: body,
    requestId: requestUuid(origin.requestId),
    createdAt: now,
    expiresAt: new Date(now.getTime() + REMEMBERED_MILLISECONDS),
  });
  return { status, body, isReplay: false };
}

function requestUuid(requestId: string): string {
  const uuid = fromPublicId("request", requestId);
  if (uuid === null) throw new Error("A request with an idempotency key has no id of ours.");
  return uuid;
}

function inProgress(): ApiError {
  return new ApiError(
    "conflict",
    "idempotency_in_progress",
    "Another request with this Idempotency-Key is still being worked on. Send it again in a moment, with a new token.",
  );
}

/** `first`: which request the key stands for, to find the mistake by. */
function keyReused(first: { method: string; path: string; createdAt: Date }): ApiError {
  return new ApiError(
    "validation_failed",
    "idempotency_key_reused",
    "This Idempotency-Key was used for another request in the last 24 hours. Take a new key for every new request.",
    { first: { method: first.method, path: first.path, createdAt: first.createdAt.toISOString() } },
  );
}
