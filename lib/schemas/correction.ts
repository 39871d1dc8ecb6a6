/** What a review asks the partner to change. */
import { z } from "zod";
import { text } from "@/lib/schemas/common";

/** `field` is the path as a 422 would name it, for example `registrationNumber` or `persons[0].dateOfBirth`. */
export const correctionSchema = z
  .strictObject({ field: text(200), message: text(1000) })
  .meta({ id: "Correction" });
export type Correction = z.infer<typeof correctionSchema>;

/** At least one: a correction that names nothing cannot be made. */
export const correctionsSchema = z.array(correctionSchema).min(1).max(50);
