/**
 * A person in a session proves again who they are. Wrong proofs count for that session alone: strangers who try to sign
 * in as the person cannot keep them from it, and whoever found a session open loses it by guessing.
 */
import { findSecondFactor } from "@/db/queries/second-factors";
import { deleteSessionOf, renewSessionProof } from "@/db/queries/sessions";
import { clearThrottles, uncountInThrottle } from "@/db/queries/sign-in-throttles";
import { findUser, type UserRow } from "@/db/queries/users";
import { verifyPassword } from "@/lib/auth/password";
import { personOf, recordPersonHistory } from "@/lib/auth/person-history";
import { codeNotRight } from "@/lib/auth/refusals";
import type { Session } from "@/lib/auth/session";
import { spendCode } from "@/lib/auth/spend-code";
import { countAttempt, keyOf } from "@/lib/auth/throttle";
import { type ApiError, unauthorized, validationFailed } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import type { CallOrigin } from "@/lib/operations/operation";
import type { Runtime } from "@/lib/runtime";

/** Of a session in a quarter of an hour; the last of them ends it. */
const WRONG_PROOFS = 10;

type Given = { password: string; code?: string | undefined };
type Wrong = "password" | "one-time code";

/** Makes this moment the session's last proof. Throws as `requireProof`. */
export async function renewProof(
  runtime: Runtime,
  session: Session,
  given: Given,
  origin: CallOrigin,
): Promise<void> {
  await requireProof(runtime, session, given, origin, "password");
  if (!(await renewSessionProof(runtime.database.db, session.sessionId, runtime.clock()))) {
    throw sessionEnded();
  }
}

/**
 * The person of the session, proven at this moment; `passwordField` is what the caller's form calls the password.
 * Throws 422 naming the field that was not right, and 401 when that was one time too many.
 */
export async function requireProof(
  runtime: Runtime,
  session: Session,
  { password, code }: Given,
  origin: CallOrigin,
  passwordField: string,
): Promise<UserRow> {
  const { db } = runtime.database;
  const bucket = { key: keyOf("session proof", session.userId, session.sessionId) };
  // Counted before anything is looked at, so that guesses sent at once count in full.
  const attempt = await countAttempt(db, bucket, runtime.clock());
  const fail = async (wrong: Wrong) => {
    await recordWrongProof(runtime, session, wrong, origin);
    if (attempt >= WRONG_PROOFS) throw await endByGuessing(runtime, session, origin);
  };
  if (attempt > WRONG_PROOFS) throw await endByGuessing(runtime, session, origin);
  const user = await findUser(db, session.userId);
  if (user === undefined) throw sessionEnded();
  if (!(await verifyPassword(user.passwordHash, password))) {
    await fail("password");
    throw validationFailed([{ path: passwordField, message: "The password is not right." }]);
  }
  const factor = await findSecondFactor(db, user.id);
  if (factor !== undefined && factor.confirmedAt !== null) {
    if (code === undefined) {
      await uncountInThrottle(db, bucket.key);
      throw validationFailed([{ path: "code", message: "Enter the code of your authenticator app." }]);
    }
    const spent = await spendCode(runtime, user, factor, code, origin);
    if (!spent.ok) {
      if (spent.isGuess) await fail("one-time code");
      else await uncountInThrottle(db, bucket.key);
      throw codeNotRight();
    }
  }
  await clearThrottles(db, [bucket.key]);
  return user;
}

async function recordWrongProof(
  { database, clock }: Runtime,
  session: Session,
  wrong: Wrong,
  origin: CallOrigin,
): Promise<void> {
  const entry = { after: { wrong, during: "confirmation" } };
  await database.db.transaction((tx) =>
    recordPersonHistory(tx, personOf(session), {
      action: "session.sign_in_failed",
      occurredAt: clock(),
      origin,
      entry,
    }),
  );
}

/** Ends the session; returns what to tell whoever has it. */
async function endByGuessing(
  { database, clock }: Runtime,
  session: Session,
  origin: CallOrigin,
): Promise<ApiError> {
  await database.db.transaction(async (tx) => {
    if (!(await deleteSessionOf(tx, session.userId, session.sessionId))) return;
    const target = { kind: "session", id: toPublicId("session", session.sessionId) };
    const entry = { target, after: { wrongProofs: WRONG_PROOFS } };
    const event = { action: "session.ended", occurredAt: clock(), origin, entry } as const;
    await recordPersonHistory(tx, personOf(session), event);
  });
  return unauthorized("session_missing", "Too many wrong attempts have ended this session. Sign in again.");
}

/** It has ended while the call was under way. */
export function sessionEnded(): ApiError {
  return unauthorized("session_missing", "Sign in to continue.");
}
