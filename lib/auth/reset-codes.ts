/** A way back for people of partners, and platform customers, who have lost phone and recovery codes. */
import { deleteSecondFactor } from "@/db/queries/second-factors";
import { deleteSessionsOf } from "@/db/queries/sessions";
import { findUserByEmail, lockUser } from "@/db/queries/users";
import { accountMail } from "@/lib/auth/account-mail";
import { recordPersonHistory } from "@/lib/auth/person-history";
import { conflict, notFound } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { auditActor } from "@/lib/operations/audit";
import { queueMail } from "@/lib/operations/mail";
import type { CallOrigin } from "@/lib/operations/operation";
import { requirePermission } from "@/lib/operations/run";
import type { OperatorCliPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";

/**
 * Takes the one-time codes of the person with this address away, ends every session of theirs, and tells them and each
 * organization's history. Staff have a command of their own: theirs stands in the operator's history. Throws 404 for
 * nobody and for staff, 409 where no codes are set up.
 */
export async function resetCodes(
  runtime: Runtime,
  principal: OperatorCliPrincipal,
  { email, reason }: { email: string; reason: string | null },
  origin: CallOrigin,
): Promise<{ userId: string }> {
  requirePermission(principal, "USERS_WRITE");
  const now = runtime.clock();
  return runtime.database.db.transaction(async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (user === undefined || user.kind === "OPERATOR") throw notFound("person");
    await lockUser(tx, user.id);
    if (!(await deleteSecondFactor(tx, user.id))) throw conflict("One-time codes are not set up.");
    await deleteSessionsOf(tx, user.id);
    await recordPersonHistory(tx, user, {
      action: "second_factor.disabled",
      occurredAt: now,
      origin,
      actor: auditActor(principal),
      entry: { before: { email: user.email }, ...(reason === null ? {} : { reason }) },
    });
    await queueMail(
      tx,
      { ...runtime, now },
      accountMail(runtime.settings.baseUrl, user.email, "second_factor.reset", { now, origin }),
    );
    return { userId: toPublicId("user", user.id) };
  });
}
