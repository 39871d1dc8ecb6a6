import { z } from "zod";

export const organizationNameSchema = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(200, "Use at most 200 characters.")
  .regex(/^\P{Cc}*$/u, "Control characters are not allowed.");

/** How an organization is named in addresses and on the command line. Holds no `_`, so it is never an id. */
export const slugSchema = z
  .string()
  .max(60, "Use at most 60 characters.")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case letters, digits and single hyphens.");
