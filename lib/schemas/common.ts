import { z } from "zod";

export const environmentSchema = z.enum(["sandbox", "production"]);
export type Environment = z.infer<typeof environmentSchema>;

/** RFC 3339 UTC, as every timestamp on the wire. */
export const timestampSchema = z.iso.datetime();

/** One page of a keyset-paged list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    hasMore: z.boolean(),
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
  cursor: z.string().min(1).max(1024).optional(),
  limit: queryInteger.pipe(z.int().min(1).max(100)).default(20),
};
