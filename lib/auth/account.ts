/** A person's own account: what it looks like, another password, and the end of sessions. */

import type { z } from "zod";
import { countUnusedRecoveryCodes, findSecondFactor } from "@/db/queries/second-factors";
import { deleteSessionOf, listSessionsOf, replacePasswordKeepingSession } from "@/db/queries/sessions";
import { lockUser } from "@/db/queries/users";
import { accountMail } from "@/lib/auth/account-mail";
import { endOpenResets } from "@/lib/auth/end-open-resets";
import { hashPassword } from "@/lib/auth/password";
import { personOf, recordPersonHistory } from "@/lib/auth/person-history";
import type { Session } from "@/lib/auth/session";
import { requireProof, sessionEnded } from "@/lib/auth/session-proof";
import { notFound, validationFailed } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { queueMail } from "@/lib/operations/mail";
import type { CallOrigin } from "@/lib/operations/operation";
import type { Runtime } from "@/lib/runtime";
import type { AccountView, changePasswordSchema } from "@/lib/schemas/account";

export async function readAccount({ database, clock }: Runtime, session: Session): Promise<AccountView> {
  const { userId, email, displayName, kind } = session;
  const factor = await findSecondFactor(database.db, userId);
  const confirmedAt = factor?.confirmedAt ?? null;
  const sessions = await listSessionsOf(database.db, userId, clock());
  return {
    email,
    displayName,
    secondFactor: {
      enabled: confirmedAt !== null,
      required: kind === "OPERATOR",
      confirmedAt: confirmedAt?.toISOString() ?? null,
      unusedRecoveryCodes: confirmedAt === null ? 0 : await countUnusedRecoveryCodes(database.db, userId),
    },
    sessions: sessions.map(({ id, createdAt, expiresAt, address, userAgent }) => ({
      id: toPublicId("session", id),
      isCurrent: id === session.sessionId,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      address,
      userAgent,
    })),
  };
}

/** Ends the person's other sessions and every open link to a new password; this session goes on, freshly proven. */
export async function changePassword(
  runtime: Runtime,
  session: Session,
  { currentPassword, newPassword, code }: z.output<typeof changePasswordSchema>,
  origin: CallOrigin,
): Promise<void> {
  const given = { password: currentPassword, code };
  const user = await requireProof(runtime, session, given, origin, "currentPassword");
  if (newPassword === currentPassword) {
    throw validationFailed([{ path: "newPassword", message: "Choose another one than the present one." }]);
  }
  const passwordHash = await hashPassword(newPassword);
  const now = runtime.clock();
  await runtime.database.db.transaction(async (tx) => {
    await lockUser(tx, user.id);
    const change = { from: user.passwordHash, to: passwordHash };
    if (!(await replacePasswordKeepingSession(tx, user.id, change, session.sessionId, now))) {
      throw sessionEnded();
    }
    await endOpenResets(tx, user.id);
    await recordPersonHistory(tx, user, { action: "password.changed", occurredAt: now, origin });
    await queueMail(
      tx,
      { ...runtime, now },
      accountMail(runtime.settings.baseUrl, user.email, "password.changed", { now, origin }),
    );
  });
}

/** Ends one of the person's sessions; throws 404 for one that is not theirs or has ended. */
export async function endOneSession(
  { database, clock }: Runtime,
  session: Session,
  sessionId: string,
  origin: CallOrigin,
): Promise<void> {
  const uuid = fromPublicId("session", sessionId);
  if (uuid === null) throw notFound("session");
  await database.db.transaction(async (tx) => {
    if (!(await deleteSessionOf(tx, session.userId, uuid))) throw notFound("session");
    await recordPersonHistory(tx, personOf(session), {
      action: "session.ended",
      occurredAt: clock(),
      origin,
      entry: { target: { kind: "session", id: sessionId } },
    });
  });
}
