import { z } from "zod";
import { findQuoteRow } from "@/db/queries/quotes";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import { toQuoteView } from "@/lib/operations/quotes/view";
import { quoteSchema } from "@/lib/schemas/quote";

export const getQuote = readOperation({
  name: "getQuote",
  summary: "Show a quote",
  permission: "PAYMENTS_READ",
  input: z.strictObject({ id: z.string() }),
  output: quoteSchema,
  run: async ({ tx, scope }, { id }) => {
    const uuid = fromPublicId("quote", id);
    const row = uuid === null ? undefined : await findQuoteRow(tx, scope, uuid);
    if (row === undefined) throw notFound("quote");
    return toQuoteView(row);
  },
});
