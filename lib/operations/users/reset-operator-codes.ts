import { z } from "zod";
import { deleteSecondFactor } from "@/db/queries/second-factors";
import { deleteSessionsOf } from "@/db/queries/sessions";
import { findUserByEmail, lockUser } from "@/db/queries/users";
import { accountMail } from "@/lib/auth/account-mail";
import { conflict, notFound } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { queueMail } from "@/lib/operations/mail";
import { writeOperation } from "@/lib/operations/operation";
import { emailSchema } from "@/lib/schemas/user";

export const resetOperatorCodes = writeOperation({
  name: "resetOperatorCodes",
  summary: "Let a member of staff who lost phone and recovery codes set up one-time codes anew",
  permission: "USERS_WRITE",
  audit: "second_factor.disabled",
  reach: "organization",
  input: z.strictObject({ email: emailSchema }),
  output: z.strictObject({ userId: z.string() }),
  run: async (context, { email }) => {
    const { tx, baseUrl } = context;
    const user = await findUserByEmail(tx, email);
    if (user?.kind !== "OPERATOR") throw notFound("member of staff");
    await lockUser(tx, user.id);
    if (!(await deleteSecondFactor(tx, user.id))) throw conflict("One-time codes are not set up.");
    await deleteSessionsOf(tx, user.id);
    const userId = toPublicId("user", user.id);
    context.audit({ target: { kind: "user", id: userId } });
    await queueMail(tx, context, accountMail(baseUrl, user.email, "second_factor.reset", context));
    return { userId };
  },
});
