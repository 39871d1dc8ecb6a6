/** A one-time or recovery code is good once, whichever server it comes to. */
import { type SecondFactorRow, spendRecoveryCode, spendStep } from "@/db/queries/second-factors";
import { stepOfCode } from "@/lib/auth/one-time-code";
import { type Person, recordPersonHistory } from "@/lib/auth/person-history";
import { logError } from "@/lib/log";
import type { CallOrigin } from "@/lib/operations/operation";
import type { Runtime } from "@/lib/runtime";
import { oneTimeCodeSchema } from "@/lib/schemas/account";
import { recoveryCodeDigest } from "@/lib/security/recovery-code";
import { openSealedSecret } from "@/lib/security/sealed-secret";

/** A code that was right and had been spent before is no guess: whoever sends it has it. */
export type CodeResult = { ok: true } | { ok: false; isGuess: boolean };

const GUESS: CodeResult = { ok: false, isGuess: true };

/** What a one-time secret is sealed for, so that it opens in its person's row only. */
export function secretPurpose(userId: string): string {
  return `second factor ${userId}`;
}

/**
 * Spends `code`, which must be a living one of this person's confirmed secret or an unused recovery code. The caller
 * counts guesses, before, so that those sent at once count in full.
 */
export async function spendCode(
  runtime: Runtime,
  person: Person,
  factor: SecondFactorRow,
  code: string,
  origin: CallOrigin,
): Promise<CodeResult> {
  const { database } = runtime;
  const now = runtime.clock();
  const parsed = oneTimeCodeSchema.safeParse(code);
  if (!parsed.success) return GUESS;
  if (parsed.data.length > 6) {
    return (await spendRecovery(runtime, person, parsed.data, origin, now)) ? { ok: true } : GUESS;
  }
  const secret = openSealedSecret(factor.sealedSecret, secretPurpose(person.id), runtime.peppers);
  if (secret === null) {
    logError("a one-time secret cannot be opened", new Error("Is its pepper still configured?"), {});
    return GUESS;
  }
  const step = stepOfCode(secret, parsed.data, now);
  if (step === null) return GUESS;
  return (await spendStep(database.db, factor, step)) ? { ok: true } : { ok: false, isGuess: false };
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
