/** Who a stranger is, by password and, where they have set them up, by a one-time code. */
import { findSecondFactor } from "@/db/queries/second-factors";
import { findUserByEmail, type UserRow } from "@/db/queries/users";
import { verifyPassword, wasteTimeLikeVerify } from "@/lib/auth/password";
import {
  countCodeAttempt,
  countSignInAttempt,
  forgiveSignInAttempts,
  uncountCodeAttempt,
  uncountSignInAttempt,
} from "@/lib/auth/sign-in-throttle";
import { spendCode } from "@/lib/auth/spend-code";
import type { CallOrigin } from "@/lib/operations/operation";
import type { Runtime } from "@/lib/runtime";
import { emailSchema } from "@/lib/schemas/user";

/** As somebody typed it in. */
export type Claim = { email: string; password: string; code: string | null };

export type Proof =
  | { ok: true; user: UserRow & { hasSecondFactor: boolean } }
  /** `user` is whose password it was not, where the address is somebody's; it must not show from outside. */
  | { ok: false; problem: "wrong_credentials"; user: UserRow | null }
  /** The password was right; nothing was guessed. */
  | { ok: false; problem: "code_required" }
  | { ok: false; problem: "wrong_code"; user: UserRow }
  | { ok: false; problem: "throttled"; retryAfterSeconds: number };

/** Throttled by person, account and place. Throws only when the database cannot be reached. */
export async function prove(runtime: Runtime, claim: Claim, origin: CallOrigin): Promise<Proof> {
  const { database } = runtime;
  const account = claim.email.trim().toLowerCase().slice(0, 320);
  const retryAfterSeconds = await countSignInAttempt(database, account, origin.address, runtime.clock());
  if (retryAfterSeconds > 0) return { ok: false, problem: "throttled", retryAfterSeconds };
  // What is no e-mail address is nobody's, and PostgreSQL would choke on some of it (U+0000).
  const parsed = emailSchema.safeParse(claim.email);
  const user = parsed.success ? await findUserByEmail(database.db, parsed.data) : undefined;
  if (user === undefined) {
    await wasteTimeLikeVerify(claim.password);
    return { ok: false, problem: "wrong_credentials", user: null };
  }
  if (!(await verifyPassword(user.passwordHash, claim.password))) {
    return { ok: false, problem: "wrong_credentials", user };
  }
  const factor = await findSecondFactor(database.db, user.id);
  const hasSecondFactor = factor !== undefined && factor.confirmedAt !== null;
  if (hasSecondFactor) {
    if (claim.code === null) {
      await uncountSignInAttempt(database, account, origin.address);
      return { ok: false, problem: "code_required" };
    }
    const codeRetryAfterSeconds = await countCodeAttempt(database, user.id, runtime.clock());
    if (codeRetryAfterSeconds > 0) {
      return { ok: false, problem: "throttled", retryAfterSeconds: codeRetryAfterSeconds };
    }
    const spent = await spendCode(runtime, user, factor, claim.code, origin);
    if (spent.ok || !spent.isGuess) await uncountCodeAttempt(database, user.id);
    if (!spent.ok) return { ok: false, problem: "wrong_code", user };
  }
  await forgiveSignInAttempts(database, account, origin.address);
  return { ok: true, user: { ...user, hasSecondFactor } };
}
