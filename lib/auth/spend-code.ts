/** A one-time or recovery code is good once, whichever server it comes to. */
import { type SecondFactorRow, spendRecoveryCode, spendStep } from "@/db/queries/second-factors";
import { stepOfCode } from "@/lib/auth/one-time-code";
import { type Person, recordPersonHistory } from "@/lib/auth/person-history";
import { countCodeAttempt, uncountCodeAttempt } from "@/lib/auth/sign-in-throttle";
import { logError } from "@/lib/log";
import type { CallOrigin } from "@/lib/operations/operation";
import type { Runtime } from "@/lib/runtime";
import { oneTimeCodeSchema } from "@/lib/schemas/account";
import { recoveryCodeDigest } from "@/lib/security/recovery-code";
import { openSealedSecret } from "@/lib/security/sealed-secret";

export type CodeResult =
  | { ok: true }
  | { ok: false; problem: "wrong_code" }
  | { ok: false; problem: "throttled"; retryAfterSeconds: number };

/** What a one-time secret is sealed for, so that it opens in its person's row only. */
export function secretPurpose(userId: string): string {
  return `second factor ${userId}`;
}

/** Spends `code`, which must be a living one of this person's confirmed secret or an unused recovery code. */
export async function spendCode(
  runtime: Runtime,
  person: Person,
  factor: SecondFactorRow,
  code: string,
  origin: CallOrigin,
): Promise<CodeResult> {
  const { database } = runtime;
  const now = runtime.clock();
  // Counted before it is looked at, so that guesses sent at once count in full.
  const retryAfterSeconds = await countCodeAttempt(database, person.id, now);
  if (retryAfterSeconds > 0) return { ok: false, problem: "throttled", retryAfterSeconds };
  const parsed = oneTimeCodeSchema.safeParse(code);
  if (!parsed.success) return { ok: false, problem: "wrong_code" };
  if (parsed.data.length > 6) {
    if (!(await spendRecovery(runtime, person, parsed.data, origin, now))) {
      return { ok: false, problem: "wrong_code" };
    }
  } else {
    const secret = openSealedSecret(factor.sealedSecret, secretPurpose(person.id), runtime.peppers);
    if (secret === null) {
      logError("a one-time secret cannot be opened", new Error("Is its pepper still configured?"), {});
      return { ok: false, problem: "wrong_code" };
    }
    const step = stepOfCode(secret, parsed.data, now);
    if (step === null) return { ok: false, problem: "wrong_code" };
    if (!(await spendStep(database.db, factor, step))) {
      // Right, but spent: whoever sends it did not guess.
      await uncountCodeAttempt(database, person.id);
      return { ok: false, problem: "wrong_code" };
    }
  }
  await uncountCodeAttempt(database, person.id);
  return { ok: true };
}

function spendRecovery(
  { database }: Runtime,
  person: Person,
  code: string,
  origin: CallOrigin,
  occurredAt: Date,
): Promise<boolean> {
  return database.db.transaction(async (tx) => {
    if (!(await spendRecoveryCode(tx, person.id, recoveryCodeDigest(code), occurredAt))) return false;
    await recordPersonHistory(tx, person, {
      action: "second_factor.recovery_code_used",
      occurredAt,
      origin,
    });
    return true;
  });
}
