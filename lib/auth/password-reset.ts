/** A new password by a link in a mail, for people who have lost theirs. */
import { createHash } from "node:crypto";
import type { Transaction } from "@/db/client";
import { forgetBodiesAbout } from "@/db/queries/mails";
import {
  deletePasswordReset,
  findPasswordResetUser,
  insertPasswordReset,
  listOpenPasswordResets,
  spendPasswordReset,
} from "@/db/queries/password-resets";
import { findUser, findUserByEmail, lockUser, replacePasswordHash } from "@/db/queries/users";
import { accountMail } from "@/lib/auth/account-mail";
import { endOpenResets } from "@/lib/auth/end-open-resets";
import { isKnownPlace } from "@/lib/auth/known-place";
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
/** Whoever asks for a new link does not end the one that its person is about to open. */
const OPEN_LINKS = 3;

/**
 * Sends a link to whoever has the address. What that takes is not waited for, so neither the answer nor its time says
 * whether anybody has. Throws 429 for too many wishes, known address or not.
 */
export async function requestPasswordReset(
  runtime: Runtime,
  email: string,
  origin: CallOrigin,
): Promise<void> {
  const { database, pending } = runtime;
  const account = email.trim().toLowerCase();
  const now = runtime.clock();
  const isKnown = await isKnownPlace(database, account, origin.address, now);
  const retryAfterSeconds = await countPasswordResetRequest(database, account, origin.address, isKnown, now);
  if (retryAfterSeconds > 0) throw throttled(retryAfterSeconds);
  pending.add(sendLink(runtime, email, isKnown), (error) =>
    logError("a link for a new password was not sent", error, { requestId: origin.requestId }),
  );
}

async function sendLink(runtime: Runtime, email: string, isKnown: boolean): Promise<void> {
  const { database, randomBytes, peppers, settings } = runtime;
  const parsed = emailSchema.safeParse(email);
  const user = parsed.success ? await findUserByEmail(database.db, parsed.data) : undefined;
  if (user === undefined) return;
  const now = runtime.clock();
  const id = newUuid();
  const secret = Buffer.from(randomBytes(SECRET_BYTES)).toString("base64url");
  const publicId = toPublicId("passwordReset", id);
  const link = `${settings.baseUrl}${routes.resetPassword}/${publicId}#${secret}`;
  const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000);
  await database.db.transaction(async (tx) => {
    await lockUser(tx, user.id);
    if (!(await makeRoom(tx, user.id, isKnown, now))) return;
    await insertPasswordReset(tx, {
      id,
      userId: user.id,
      secretDigest: digestOf(secret),
      createdAt: now,
      expiresAt,
    });
    const mail = {
      recipient: user.email,
      subject: "Set a new password",
      body: bodyOf(link),
      about: publicId,
      worthlessAfter: expiresAt,
    };
    await queueMail(tx, { now, peppers, randomBytes }, mail);
  });
}

/**
 * Whether another link may be made. With as many open as there may be, the oldest makes room for somebody at a place that
 * the person has signed in from lately; a stranger's wish is dropped, for it would end a link that lies in the mailbox.
 */
async function makeRoom(tx: Transaction, userId: string, isKnown: boolean, now: Date): Promise<boolean> {
  const open = await listOpenPasswordResets(tx, userId, now);
  const [oldest] = open;
  if (oldest === undefined || open.length < OPEN_LINKS) return true;
  if (!isKnown) return false;
  await deletePasswordReset(tx, oldest);
  await forgetBodiesAbout(tx, [toPublicId("passwordReset", oldest)]);
  return true;
}

function bodyOf(link: string): string {
  return [
    "Hello,",
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
    await forgetBodiesAbout(tx, [resetId]);
    await endOpenResets(tx, user.id);
    await recordPersonHistory(tx, user, { action: "password.reset", occurredAt: now, origin });
    await queueMail(
      tx,
      { ...runtime, now },
      accountMail(runtime.settings.baseUrl, user.email, "password.reset", { now, origin }),
    );
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
