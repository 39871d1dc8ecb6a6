/** Email and password become a session, or a refusal that says nothing about which of the two was wrong. */
import { findUserByEmail, listMembershipOrganizations, type UserRow } from "@/db/queries/users";
import { verifyPassword, wasteTimeLikeVerify } from "@/lib/auth/password";
import { openSession, type SessionOrigin } from "@/lib/auth/session";
import { countSignInAttempt, forgiveSignInAttempts } from "@/lib/auth/sign-in-throttle";
import { toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { appendAuditRecord } from "@/lib/operations/audit";
import type { Runtime } from "@/lib/runtime";
import { emailSchema } from "@/lib/schemas/user";

export type SignInResult =
  | { ok: true; userId: string; sessionId: string }
  | { ok: false; problem: "wrong_credentials" }
  | { ok: false; problem: "throttled"; retryAfterSeconds: number };

type Origin = SessionOrigin & { requestId: string };
type SignInAction = "session.signed_in" | "session.sign_in_failed";

/** Throws only when the database cannot be reached. */
export async function signIn(
  runtime: Runtime,
  email: string,
  password: string,
  origin: Origin,
): Promise<SignInResult> {
  const { database } = runtime;
  const now = runtime.clock();
  const account = email.trim().toLowerCase().slice(0, 320);
  const retryAfterSeconds = await countSignInAttempt(database, account, origin.address, now);
  if (retryAfterSeconds > 0) return { ok: false, problem: "throttled", retryAfterSeconds };
  // What is no e-mail address is nobody's, and PostgreSQL would choke on some of it (U+0000).
  const parsed = emailSchema.safeParse(email);
  const user = parsed.success ? await findUserByEmail(database.db, parsed.data) : undefined;
  if (user === undefined) {
    await wasteTimeLikeVerify(password);
    return { ok: false, problem: "wrong_credentials" };
  }
  const isRight = await verifyPassword(user.passwordHash, password);
  const sessionId = isRight ? await openSession(database, user, origin, now) : null;
  if (sessionId === null) {
    // Not waited for: nobody has a history to write to for an unknown address, so the time taken would tell.
    recordSignIn(runtime, user, "session.sign_in_failed", origin).catch((error: unknown) =>
      logError("a failed sign-in is missing in the history", error, { requestId: origin.requestId }),
    );
    return { ok: false, problem: "wrong_credentials" };
  }
  await forgiveSignInAttempts(database, account, origin.address);
  await recordSignIn(runtime, user, "session.signed_in", origin);
  return { ok: true, userId: user.id, sessionId };
}

/** Puts the sign-in into the history of every organization that the person belongs to. */
async function recordSignIn(
  runtime: Runtime,
  user: UserRow,
  action: SignInAction,
  origin: Origin,
): Promise<void> {
  const occurredAt = runtime.clock();
  const userId = toPublicId("user", user.id);
  for (const organizationId of await listMembershipOrganizations(runtime.database.db, user.id)) {
    await runtime.database.inScope({ organizationId, environment: null }, (tx) =>
      appendAuditRecord(tx, {
        organizationId,
        occurredAt,
        environment: null,
        action,
        actor: { kind: "user", id: userId, label: user.displayName },
        entry: { target: { kind: "user", id: userId } },
        origin,
      }),
    );
  }
}
