/** A person's own account: proof of who acts, one-time codes, password, sessions. */
import { z } from "zod";
import { timestampSchema } from "@/lib/schemas/common";
import { MAXIMUM_PASSWORD_CHARACTERS } from "@/lib/schemas/password-length";
import { REASON_RULES } from "@/lib/schemas/reason";
import { passwordSchema } from "@/lib/schemas/user";

export const PROOF_MAXIMUM_AGE_SECONDS = 600;

/** Why, in words: what operator staff say for everything they change. */
export const reasonSchema = z
  .string()
  .trim()
  .min(REASON_RULES.minimumCharacters, REASON_RULES.tooShort)
  .max(REASON_RULES.maximumCharacters, REASON_RULES.tooLong)
  .regex(REASON_RULES.pattern, REASON_RULES.notText);

const givenPassword = z.string().min(1, "Enter your password.").max(MAXIMUM_PASSWORD_CHARACTERS);

/** Six digits of an authenticator app, or one of the recovery codes; white space and hyphens do not count. */
export const oneTimeCodeSchema = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, "").toLowerCase())
  .pipe(z.string().regex(/^([0-9]{6}|[0-9a-z]{16})$/, "Enter the six digits, or a recovery code."));

export const proofSchema = z.strictObject({ password: givenPassword, code: oneTimeCodeSchema.optional() });
export type ProofInput = z.input<typeof proofSchema>;

export const accountSchema = z.strictObject({
  email: z.string(),
  displayName: z.string(),
  secondFactor: z.strictObject({
    enabled: z.boolean(),
    /** Staff cannot be without. */
    required: z.boolean(),
    confirmedAt: timestampSchema.nullable(),
    unusedRecoveryCodes: z.int(),
  }),
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      isCurrent: z.boolean(),
      createdAt: timestampSchema,
      expiresAt: timestampSchema,
      address: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
});
export type AccountView = z.infer<typeof accountSchema>;

/** Shown until the first code is typed in, and never again. */
export const secondFactorEnrolmentSchema = z.strictObject({ secret: z.string(), otpauthUri: z.string() });
export type SecondFactorEnrolment = z.infer<typeof secondFactorEnrolmentSchema>;

export const confirmSecondFactorSchema = z.strictObject({ code: oneTimeCodeSchema });
/** Shown once. */
export const recoveryCodesSchema = z.strictObject({ recoveryCodes: z.array(z.string()) });

export const changePasswordSchema = z.strictObject({
  currentPassword: givenPassword,
  code: oneTimeCodeSchema.optional(),
  newPassword: passwordSchema,
});

export const requestPasswordResetSchema = z.strictObject({ email: z.string().min(1).max(320) });
export const resetPasswordSchema = z.strictObject({
  secret: z.string().min(1).max(100),
  newPassword: passwordSchema,
});
