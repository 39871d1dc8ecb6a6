/** Money on the wire: decimal strings, never a float. */

/** An amount with its currency, as one line of a price. */
export type PriceLine = { label: string; amount: string; currencyCode: string };

/** What a payment costs and what arrives. */
export type PriceBreakdown = { payout: PriceLine; fee: PriceLine };
