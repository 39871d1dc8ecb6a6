import { z } from "zod";
import { insertMembership, insertUser } from "@/db/queries/users";
import { hashPassword } from "@/lib/auth/password";
import { conflict } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";
import { displayNameSchema, emailSchema, partnerRoleSchema, passwordSchema } from "@/lib/schemas/user";

export const createUser = writeOperation({
  name: "createUser",
  summary: "Create a person who signs in with a password, as a member of the organization",
  permission: "USERS_WRITE",
  audit: "member.added",
  reach: "organization",
  input: z.strictObject({
    email: emailSchema,
    password: passwordSchema,
    /** Unless given, what stands before the `@`. */
    displayName: displayNameSchema.optional(),
    role: partnerRoleSchema,
  }),
  output: z.strictObject({ userId: z.string() }),
  run: async (context, { email, password, displayName, role }) => {
    const { tx, scope, now } = context;
    const user = {
      id: newUuid(),
      email,
      displayName: displayName ?? email.replace(/@.*$/, ""),
      kind: "PARTNER" as const,
      operatorRole: null,
      passwordHash: await hashPassword(password),
      createdAt: now,
    };
    if (!(await insertUser(tx, user))) throw conflict("Somebody has this e-mail address already.", { email });
    const membership = { organizationId: scope.organizationId, userId: user.id, role, createdAt: now };
    await insertMembership(tx, membership);
    const userId = toPublicId("user", user.id);
    context.audit({
      target: { kind: "user", id: userId },
      after: { email, displayName: user.displayName, role },
    });
    return { userId };
  },
});
