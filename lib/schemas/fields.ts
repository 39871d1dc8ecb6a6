/** Fields that companies, persons and accounts have in common, and how a change of them is spelt. */
import { z } from "zod";
import { isCountryId, isIndustryId } from "@/lib/reference";
import { text } from "@/lib/schemas/common";

export const shortText = text(200);

/** Something that is seen and can be compared. */
const LETTER_OR_DIGIT = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u;

/** Whether there is anything in the name to compare with the names on a list. */
export const isNameable = (name: string) => LETTER_OR_DIGIT.test(name);

export const companyName = shortText.refine(
  // What is empty is refused for that already.
  (name) => name === "" || isNameable(name),
  "Expected a name: at least one letter or digit.",
);
export const paragraphs = text(5000);
export const phone = text(40).describe("As it is dialled from abroad, for example `+44 20 7946 0000`.");
export const email = z.email().max(320);

export const countryId = z
  .string()
  .refine(isCountryId, 'Expected an ISO 3166-1 alpha-2 code such as "GB"; see /api/v1/reference/countries.')
  .describe("ISO 3166-1 alpha-2, as in `/reference/countries`.");

export const industryId = z
  .string()
  .refine(isIndustryId, "Expected a 6-digit NAICS 2022 code; see /api/v1/reference/industries.")
  .describe("6-digit NAICS 2022 code, as in `/reference/industries`.");

/** RFC 3339 has a year 0000, PostgreSQL and the calendar have not. */
export const date = z.iso.date().refine((value) => !value.startsWith("0000"), "There is no year 0000.");

/** URL parsing drops line ends and tabs without a word, so they are refused first. */
export const website = z
  .string()
  .max(2000)
  .regex(/^\P{Cc}*$/u, "Control characters are not allowed.")
  .pipe(z.url({ protocol: /^https?$/ }))
  .describe("With its scheme, `https` or `http`.");

export const documentIds = z
  .array(z.string().max(100))
  .max(100)
  .describe("Documents of yours, each once; while they stand here they cannot be deleted.");

export const addressShape = {
  addressLine1: shortText.optional(),
  addressLine2: shortText.optional(),
  city: shortText.optional(),
  stateProvinceRegion: shortText.optional(),
  postalCode: text(20).optional(),
  addressCountryId: countryId.optional(),
};

type Shape = Readonly<Record<string, z.ZodType>>;

/** The fields of a change that must keep a value: they may be left out, and are never `null`. */
export function changeable<Fields extends Shape>(fields: Fields) {
  const entries = Object.entries(fields).map(([name, field]) => [name, field.optional()]);
  // `Object.fromEntries` forgets which names there are.
  return Object.fromEntries(entries) as { [Name in keyof Fields]: z.ZodOptional<Fields[Name]> };
}

/** The optional fields of a change: they may be left out, and `null` takes the value away. */
export function clearable<Fields extends Shape>(fields: Fields) {
  const entries = Object.entries(fields).map(([name, field]) => [name, field.nullable()]);
  // As above.
  return Object.fromEntries(entries) as { [Name in keyof Fields]: z.ZodNullable<Fields[Name]> };
}
