/** Quotes: made once, used once, otherwise never changed. */
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { quotes } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";

export type QuoteRow = typeof quotes.$inferSelect;

type Tenant = { organizationId: string; environment: Environment };

const isQuote = (tenant: Tenant, quoteId: string) =>
  and(
    eq(quotes.organizationId, tenant.organizationId),
    eq(quotes.environment, tenant.environment),
    eq(quotes.id, quoteId),
  );

export async function insertQuote(tx: Transaction, row: QuoteRow): Promise<void> {
  await tx.insert(quotes).values(row);
}

export async function findQuoteRow(
  tx: Transaction,
  tenant: Tenant,
  quoteId: string,
): Promise<QuoteRow | undefined> {
  const [row] = await tx.select().from(quotes).where(isQuote(tenant, quoteId));
  return row;
}

/** Marks it as used if it is neither used nor expired; `false` otherwise. Of several at once, one gets `true`. */
export async function useQuote(
  tx: Transaction,
  tenant: Tenant,
  quoteId: string,
  now: Date,
): Promise<boolean> {
  const used = await tx
    .update(quotes)
    .set({ usedAt: now })
    .where(and(isQuote(tenant, quoteId), isNull(quotes.usedAt), gt(quotes.expiresAt, now)))
    .returning({ id: quotes.id });
  return used.length === 1;
}
