import { z } from "zod";
import { ENVIRONMENTS } from "@/lib/schemas/environment";

export const environmentSchema = z.enum(ENVIRONMENTS);
export type Environment = z.infer<typeof environmentSchema>;

/** RFC 3339 UTC, as every timestamp on the wire. */
export const timestampSchema = z.iso.datetime();

/** PostgreSQL text cannot hold U+0000, and no other control character but these three belongs in text. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;
/** In a name also line ends, and the marks that make text read in another order than it is stored. */
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const NO_CONTROL = "Control characters are not allowed.";

/** Text as it was sent. */
export function text(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => !CONTROL.test(value), NO_CONTROL);
}

/** A name that a person typed; white space around it does not count. */
export function nameText(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, "Enter a name.")
    .max(maxLength, `Use at most ${maxLength} characters.`)
    .refine((value) => !HIDDEN.test(value), NO_CONTROL);
}

/** One page of a keyset-paged list; the API reference calls and shows it after the item. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  const { id, examples } = item.meta() ?? {};
  const page = z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Gives the next page; `null` on the last one."),
    hasMore: z.boolean(),
  });
  return page.meta({
    ...(id === undefined ? {} : { id: `${id}Page` }),
    ...(examples === undefined ? {} : { examples: [{ items: examples, nextCursor: null, hasMore: false }] }),
  });
}

/** A whole number that a query string spells in plain digits. */
const queryInteger = z.union([
  z.int(),
  z
    .string()
    .regex(/^[0-9]{1,9}$/, "Expected a whole number.")
    .transform(Number),
]);

/** `?cursor=&limit=` of every list. */
export const pageQueryShape = {
  cursor: z
    .string()
    .min(1)
    .max(1024)
    .describe("`nextCursor` of the page before, with the same filters; left out for the first page.")
    .optional(),
  limit: queryInteger
    .pipe(z.int().min(1).max(100))
    .default(20)
    .describe("How many items a page has at most."),
};
