/** Setting up one-time codes, replacing their recovery codes, and giving them up. */
import {
  confirmSecret,
  deleteSecondFactor,
  findSecondFactor,
  putUnconfirmedSecret,
  replaceRecoveryCodeDigests,
} from "@/db/queries/second-factors";
import { deleteOtherSessions } from "@/db/queries/sessions";
import { lockUser } from "@/db/queries/users";
import { accountMail } from "@/lib/auth/account-mail";
import { newOneTimeSecret, otpauthUri, stepOfCode } from "@/lib/auth/one-time-code";
import { personOf, recordPersonHistory } from "@/lib/auth/person-history";
import { codeNotRight, throttled } from "@/lib/auth/refusals";
import type { Session } from "@/lib/auth/session";
import { countCodeAttempt, uncountCodeAttempt } from "@/lib/auth/sign-in-throttle";
import { secretPurpose } from "@/lib/auth/spend-code";
import { ApiError, conflict } from "@/lib/errors";
import { queueMail } from "@/lib/operations/mail";
import type { CallOrigin } from "@/lib/operations/operation";
import { requireFreshProof } from "@/lib/operations/recent-proof";
import type { Runtime } from "@/lib/runtime";
import type { SecondFactorEnrolment } from "@/lib/schemas/account";
import { makeRecoveryCode, recoveryCodeDigest } from "@/lib/security/recovery-code";
import { openSealedSecret, sealSecret } from "@/lib/security/sealed-secret";

const RECOVERY_CODES = 10;

/** A new secret, which counts from its first code on. A session left open must not lock its person out: fresh proof. */
export async function beginSecondFactor(runtime: Runtime, session: Session): Promise<SecondFactorEnrolment> {
  const { database, peppers, randomBytes } = runtime;
  const now = runtime.clock();
  if (session.proof.hasSecondFactor) throw enabledAlready();
  requireFreshProof(session.proof, now);
  const secret = newOneTimeSecret(randomBytes);
  const { userId } = session;
  const sealedSecret = sealSecret(secret, secretPurpose(userId), peppers, randomBytes);
  await database.db.transaction(async (tx) => {
    if (!(await putUnconfirmedSecret(tx, { userId, sealedSecret, createdAt: now }))) throw enabledAlready();
  });
  return { secret, otpauthUri: otpauthUri(secret, session.email) };
}

/** With the first code of its secret, one-time codes are on. Returns the recovery codes, which nobody sees again. */
export async function confirmSecondFactor(
  runtime: Runtime,
  session: Session,
  code: string,
  origin: CallOrigin,
): Promise<string[]> {
  const { database } = runtime;
  const { userId } = session;
  const now = runtime.clock();
  const factor = await findSecondFactor(database.db, userId);
  if (factor === undefined) throw conflict("Begin to set up one-time codes first.");
  if (factor.confirmedAt !== null) throw enabledAlready();
  const retryAfterSeconds = await countCodeAttempt(database, userId, now);
  if (retryAfterSeconds > 0) throw throttled(retryAfterSeconds);
  const secret = openSealedSecret(factor.sealedSecret, secretPurpose(userId), runtime.peppers);
  const step = secret === null ? null : stepOfCode(secret, code, now);
  if (step === null) throw codeNotRight();
  await uncountCodeAttempt(database, userId);
  const recoveryCodes = newRecoveryCodes(runtime);
  await database.db.transaction(async (tx) => {
    await lockUser(tx, userId);
    if (!(await confirmSecret(tx, factor, step, now))) throw enabledAlready();
    await replaceRecoveryCodeDigests(tx, userId, recoveryCodes.map(recoveryCodeDigest));
    await deleteOtherSessions(tx, userId, session.sessionId);
    await recordPersonHistory(tx, personOf(session), {
      action: "second_factor.enabled",
      occurredAt: now,
      origin,
    });
    const mail = accountMail(runtime.settings.baseUrl, session.email, "second_factor.enabled", {
      now,
      origin,
    });
    await queueMail(tx, { ...runtime, now }, mail);
  });
  return recoveryCodes;
}

/** Goes back to the password alone, which staff cannot. */
export async function disableSecondFactor(
  runtime: Runtime,
  session: Session,
  origin: CallOrigin,
): Promise<void> {
  const { database, clock } = runtime;
  const now = clock();
  if (session.kind === "OPERATOR") {
    throw new ApiError("forbidden", "second_factor_required", "Staff cannot be without one-time codes.");
  }
  requireFreshProof(session.proof, now);
  await database.db.transaction(async (tx) => {
    await lockUser(tx, session.userId);
    if (!(await deleteSecondFactor(tx, session.userId))) throw notEnabled();
    await deleteOtherSessions(tx, session.userId, session.sessionId);
    await recordPersonHistory(tx, personOf(session), {
      action: "second_factor.disabled",
      occurredAt: now,
      origin,
    });
    const mail = accountMail(runtime.settings.baseUrl, session.email, "second_factor.disabled", {
      now,
      origin,
    });
    await queueMail(tx, { ...runtime, now }, mail);
  });
}

/** New recovery codes; the ones before are worth nothing from then on. */
export async function replaceRecoveryCodes(
  runtime: Runtime,
  session: Session,
  origin: CallOrigin,
): Promise<string[]> {
  const now = runtime.clock();
  const { userId } = session;
  requireFreshProof(session.proof, now);
  const recoveryCodes = newRecoveryCodes(runtime);
  await runtime.database.db.transaction(async (tx) => {
    await lockUser(tx, userId);
    const factor = await findSecondFactor(tx, userId);
    if (factor === undefined || factor.confirmedAt === null) throw notEnabled();
    await replaceRecoveryCodeDigests(tx, userId, recoveryCodes.map(recoveryCodeDigest));
    await recordPersonHistory(tx, personOf(session), {
      action: "second_factor.recovery_codes_replaced",
      occurredAt: now,
      origin,
    });
  });
  return recoveryCodes;
}

function newRecoveryCodes({ randomBytes }: Runtime): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => makeRecoveryCode(randomBytes));
}

function enabledAlready(): ApiError {
  return conflict("One-time codes are on already. Turn them off before you set them up anew.");
}

function notEnabled(): ApiError {
  return conflict("One-time codes are not on. Set them up first.");
}
