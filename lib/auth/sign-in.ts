/** Email, password and one-time code become a session, or a refusal that says nothing about accounts to strangers. */
import type { UserRow } from "@/db/queries/users";
import { rememberPlace } from "@/lib/auth/known-place";
import { recordPersonHistory } from "@/lib/auth/person-history";
import { prove } from "@/lib/auth/prove";
import { openSession } from "@/lib/auth/session";
import { logError } from "@/lib/log";
import type { CallOrigin } from "@/lib/operations/operation";
import type { Runtime } from "@/lib/runtime";

export type SignInResult =
  | { ok: true; userId: string; sessionId: string }
  | { ok: false; problem: "wrong_credentials" }
  /** Said to nobody but who has the right password. */
  | { ok: false; problem: "code_required" | "wrong_code" }
  | { ok: false; problem: "throttled"; retryAfterSeconds: number };

/** Throws only when the database cannot be reached. */
export async function signIn(
  runtime: Runtime,
  email: string,
  password: string,
  origin: CallOrigin,
  code: string | null = null,
): Promise<SignInResult> {
  const proof = await prove(runtime, { email, password, code }, origin);
  if (!proof.ok) {
    if (proof.problem === "throttled" || proof.problem === "code_required") return proof;
    if (proof.user !== null) recordFailure(runtime, proof.user, proof.problem, origin);
    return { ok: false, problem: proof.problem };
  }
  const { user } = proof;
  const now = runtime.clock();
  const sessionId = await runtime.database.db.transaction(async (tx) => {
    const opened = await openSession(tx, user, origin, now);
    if (opened === null) return null;
    await rememberPlace(tx, user.email.toLowerCase(), origin.address, now);
    await recordPersonHistory(tx, user, { action: "session.signed_in", occurredAt: now, origin });
    return opened;
  });
  if (sessionId === null) {
    recordFailure(runtime, user, "wrong_credentials", origin);
    return { ok: false, problem: "wrong_credentials" };
  }
  return { ok: true, userId: user.id, sessionId };
}

/**
 * Not waited for but at a stop: nobody has a history to write to for an unknown address, so the time taken would tell.
 */
function recordFailure(
  { database, clock, pending }: Runtime,
  user: UserRow,
  problem: "wrong_credentials" | "wrong_code",
  origin: CallOrigin,
): void {
  const wrong = problem === "wrong_code" ? "one-time code" : "password";
  const occurredAt = clock();
  const entry = { after: { wrong } };
  const recorded = database.db.transaction((tx) =>
    recordPersonHistory(tx, user, { action: "session.sign_in_failed", occurredAt, origin, entry }),
  );
  pending.add(recorded, (error) =>
    logError("a failed sign-in is missing in the history", error, { requestId: origin.requestId }),
  );
}
