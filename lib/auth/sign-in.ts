/** Email, password and one-time code become a session, or a refusal that says nothing about accounts to strangers. */
import type { UserRow } from "@/db/queries/users";
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
  const sessionId = await openSession(runtime.database, user, origin, runtime.clock());
  if (sessionId === null) {
    recordFailure(runtime, user, "wrong_credentials", origin);
    return { ok: false, problem: "wrong_credentials" };
  }
  await runtime.database.db.transaction((tx) =>
    recordPersonHistory(tx, user, { action: "session.signed_in", occurredAt: runtime.clock(), origin }),
  );
  return { ok: true, userId: user.id, sessionId };
}

/** Not waited for: nobody has a history to write to for an unknown address, so the time taken would tell. */
function recordFailure(
  { database, clock }: Runtime,
  user: UserRow,
  problem: "wrong_credentials" | "wrong_code",
  origin: CallOrigin,
): void {
  const wrong = problem === "wrong_code" ? "one-time code" : "password";
  database.db
    .transaction((tx) =>
      recordPersonHistory(tx, user, {
        action: "session.sign_in_failed",
        occurredAt: clock(),
        origin,
        entry: { after: { wrong } },
      }),
    )
    .catch((error: unknown) =>
      logError("a failed sign-in is missing in the history", error, { requestId: origin.requestId }),
    );
}
