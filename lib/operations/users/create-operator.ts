import { z } from "zod";
import { insertUser } from "@/db/queries/users";
import { hashPassword } from "@/lib/auth/password";
import { conflict } from "@/lib/errors";
import { newUuid, OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";
import { OPERATOR_ROLES } from "@/lib/permissions";
import { displayNameSchema, emailSchema, passwordSchema } from "@/lib/schemas/user";

export const createOperator = writeOperation({
  name: "createOperator",
  summary: "Create a member of the operator's staff, who sets up one-time codes at the first sign-in",
  permission: "USERS_WRITE",
  audit: "member.added",
  reach: "organization",
  input: z.strictObject({
    email: emailSchema,
    password: passwordSchema,
    /** Unless given, what stands before the `@`. */
    displayName: displayNameSchema.optional(),
    role: z.enum(OPERATOR_ROLES),
  }),
  output: z.strictObject({ userId: z.string() }),
  run: async (context, { email, password, displayName, role }) => {
    const { tx, scope, now } = context;
    if (scope.organizationId !== OPERATOR_ORGANIZATION_ID) {
      throw new Error("Staff are made in the operator's own organization.");
    }
    const user = {
      id: newUuid(),
      email,
      displayName: displayName ?? email.replace(/@.*$/, ""),
      kind: "OPERATOR" as const,
      operatorRole: role,
      passwordHash: await hashPassword(password),
      createdAt: now,
    };
    if (!(await insertUser(tx, user))) throw conflict("Somebody has this e-mail address already.", { email });
    const userId = toPublicId("user", user.id);
    context.audit({
      target: { kind: "user", id: userId },
      after: { email, displayName: user.displayName, role },
    });
    return { userId };
  },
});
