/** A new password by a link in a mail, for people who have lost theirs. */
import { createHash } from "node:crypto";
import {
  deleteOpenPasswordResets,
  findPasswordResetUser,
  insertPasswordReset,
  spendPasswordReset,
} from "@/db/queries/password-resets";
import { findUser, findUserByEmail, lockUser, replacePasswordHash } from "@/db/queries/users";
import { hashPassword } from "@/lib/auth/password";
import { recordPersonHistory } from "@/lib/auth/person-history";
import { throttled } from "@/lib/auth/refusals";
import { clearSignInAttempts, countPasswordResetRequest } from "@/lib/auth/sign-in-throttle";
import { ApiError } from "@/lib/errors";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { queueMail } from "@/lib/operations/mail";
import type { CallOrigin } from "@/lib/operations/operation";
import { routes } from "@/lib/routes";
import type { Runtime } from "@/lib/runtime";
import { emailSchema } from "@/lib/schemas/user";

const LINK_MINUTES = 60;
const SECRET_BYTES = 32;

/**
 * Sends a link to whoever has the address. What that takes is not waited for, so neither the answer nor its time says
 * whether anybody has. Throws 429 for too many wishes, known address or not.
 */
export async function requestPasswordReset(
  runtime: Runtime,
  email: string,
  origin: CallOrigin,
): Promise<void> {
  const account = email.trim().toLowerCase();
  const retryAfterSeconds = await countPasswordResetRequest(
    runtime.database,
    account,
    origin.address,
    runtime.clock(),
  );
  if (retryAfterSeconds > 0) throw throttled(retryAfterSeconds);
  sendLink(runtime, email).catch((error: unknown) =>
    logError("a link for a new password was not sent", error, { requestId: origin.requestId }),
  );
}

async function sendLink(runtime: Runtime, email: string): Promise<void> {
  const { database, randomBytes, peppers, settings } = runtime;
  const parsed = emailSchema.safeParse(email);
  const user = parsed.success ? await findUserByEmail(database.db, parsed.data) : undefined;
  if (user === undefined) return;
  const now = runtime.clock();
  const id = newUuid();
  const secret = Buffer.from(randomBytes(SECRET_BYTES)).toString("base64url");
  const link = `${settings.baseUrl}${routes.resetPassword}/${toPublicId("passwordReset", id)}#${secret}`;
  await database.db.transaction(async (tx) => {
    await lockUser(tx, user.id);
    await insertPasswordReset(tx, {
      id,
      userId: user.id,
      secretDigest: digestOf(secret),
      createdAt: now,
      expiresAt: new Date(now.getTime() + LINK_MINUTES * 60_000),
    });
    const mail = {
      recipient: user.email,
      subject: "Set a new password",
      body: bodyOf(user.displayName, link),
    };
    await queueMail(tx, { now, peppers, randomBytes }, mail);
  });
}

function bodyOf(displayName: string, link: string): string {
  return [
    `Hello ${displayName},`,
    "",
    "somebody, probably you, asked for a new password for your account. Set it here within an hour:",
    "",
    link,
    "",
    "The link works once. If it was not you, do nothing: your password stays as it is.",
    "",
  ].join("\n");
}

/** Sets the password that the link was made for; every session of the person ends. Throws 404 for a link that is over. */
export async function resetPassword(
  runtime: Runtime,
  resetId: string,
  { secret, newPassword }: { secret: string; newPassword: string },
  origin: CallOrigin,
): Promise<void> {
  const uuid = fromPublicId("passwordReset", resetId);
  if (uuid === null) throw linkIsOver();
  const now = runtime.clock();
  const email = await runtime.database.db.transaction(async (tx) => {
    const userId = await findPasswordResetUser(tx, uuid);
    if (userId === null) throw linkIsOver();
    await lockUser(tx, userId);
    const user = await findUser(tx, userId);
    if (user === undefined || !(await spendPasswordReset(tx, uuid, digestOf(secret), now)))
      throw linkIsOver();
    await replacePasswordHash(tx, user.id, await hashPassword(newPassword));
    await deleteOpenPasswordResets(tx, user.id);
    await recordPersonHistory(tx, user, { action: "password.reset", occurredAt: now, origin });
    return user.email;
  });
  // Who has been guessing at the old password may begin with the new one at once.
  await clearSignInAttempts(runtime.database, email.toLowerCase(), origin.address);
}

function digestOf(secret: string): Buffer {
  return createHash("sha256").update(secret, "utf8").digest();
}

function linkIsOver(): ApiError {
  return new ApiError(
    "not_found",
    "not_found",
    "This link has been used, has expired or was replaced by a newer one. Ask for a new link.",
  );
}
