import { z } from "zod";
import { nameText } from "@/lib/schemas/common";

export const organizationNameSchema = nameText(200);

/** How an organization is named in addresses and on the command line. Holds no `_`, so it is never an id. */
export const slugSchema = z
  .string()
  .max(60, "Use at most 60 characters.")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case letters, digits and single hyphens.");
