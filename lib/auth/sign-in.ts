/** Email and password become a session, or a refusal that says nothing about which of the two was wrong. */
import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { verifyPassword, wasteTimeLikeVerify } from "@/lib/auth/password";
import { openSession, type SessionOrigin } from "@/lib/auth/session";
import { countSignInAttempt, forgiveSignInAttempts } from "@/lib/auth/sign-in-throttle";
import { toPublicId } from "@/lib/ids";
import { appendAuditRecord } from "@/lib/operations/audit";
import type { Runtime } from "@/lib/runtime";

export type SignInResult =
  | { ok: true; userId: string; sessionId: string }
  | { ok: false; problem: "wrong_credentials" }
  | { ok: false; problem: "throttled"; retryAfterSeconds: number };

type Origin = SessionOrigin & { requestId: string };

/** Throws only when the database cannot be reached. */
export async function signIn(
  runtime: Runtime,
  email: string,
  password: string,
  origin: Origin,
): Promise<SignInResult> {
  const { database } = runtime;
  const now = runtime.clock();
  const address = email.trim().toLowerCase().slice(0, 320);
  const retryAfterSeconds = await countSignInAttempt(database, address, origin.address, now);
  if (retryAfterSeconds > 0) return { ok: false, problem: "throttled", retryAfterSeconds };
  const [user] = await database.db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, address));
  if (user === undefined) {
    await wasteTimeLikeVerify(password);
    return { ok: false, problem: "wrong_credentials" };
  }
  const isRight = await verifyPassword(user.passwordHash, password);
  await recordSignIn(runtime, user, isRight, origin);
  if (!isRight) return { ok: false, problem: "wrong_credentials" };
  await forgiveSignInAttempts(database, address, origin.address);
  const session = { address: origin.address, userAgent: origin.userAgent };
  return { ok: true, userId: user.id, sessionId: await openSession(database, user.id, session, now) };
}

/** Puts the sign-in into the history of every organization that the person belongs to. */
async function recordSignIn(
  runtime: Runtime,
  user: { id: string; displayName: string },
  isRight: boolean,
  origin: Origin,
): Promise<void> {
  const rows = await runtime.database.db.execute(
    sql`select organization_id from memberships_of(${user.id}::uuid)`,
  );
  for (const row of rows) {
    const organizationId = String(row.organization_id);
    await runtime.database.inScope({ organizationId, environment: null }, (tx) =>
      appendAuditRecord(tx, {
        organizationId,
        occurredAt: runtime.clock(),
        environment: null,
        action: isRight ? "session.signed_in" : "session.sign_in_failed",
        actor: { kind: "user", id: user.id, label: user.displayName },
        entry: { target: { kind: "user", id: toPublicId("user", user.id) } },
        origin,
      }),
    );
  }
}
