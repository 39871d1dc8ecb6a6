import { z } from "zod";
import { deleteSecondFactor } from "@/db/queries/second-factors";
import { deleteSessionsOf } from "@/db/queries/sessions";
import { findUserByEmail, lockUser } from "@/db/queries/users";
import { conflict, notFound } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
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
    const { tx } = context;
    const user = await findUserByEmail(tx, email);
    if (user?.kind !== "OPERATOR") throw notFound("member of staff");
    await lockUser(tx, user.id);
    if (!(await deleteSecondFactor(tx, user.id))) throw conflict("One-time codes are not set up.");
    await deleteSessionsOf(tx, user.id);
    const userId = toPublicId("user", user.id);
    context.audit({ target: { kind: "user", id: userId } });
    return { userId };
  },
});
