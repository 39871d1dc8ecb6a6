/** What people sign in with, shared by operations, forms and the command line. */
import { z } from "zod";
import { PARTNER_ROLES } from "@/lib/permissions";
import { nameText } from "@/lib/schemas/common";
import { MAXIMUM_PASSWORD_CHARACTERS, MINIMUM_PASSWORD_CHARACTERS } from "@/lib/schemas/password-length";

/** The policy for new passwords: long enough, and nothing about which characters. */
export const passwordSchema = z
  .string()
  .min(MINIMUM_PASSWORD_CHARACTERS, `Use at least ${MINIMUM_PASSWORD_CHARACTERS} characters.`)
  .max(MAXIMUM_PASSWORD_CHARACTERS, `Use at most ${MAXIMUM_PASSWORD_CHARACTERS} characters.`);

/** Kept as written; two addresses that differ in case only are the same person's. */
export const emailSchema = z
  .string()
  .trim()
  .max(320, "Use at most 320 characters.")
  .pipe(z.email("Enter an e-mail address."));

export const displayNameSchema = nameText(200);

export const partnerRoleSchema = z.enum(PARTNER_ROLES);
