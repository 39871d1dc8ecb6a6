import { sql } from "drizzle-orm";
import { check, index, integer, numeric, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** What one unit of a currency is worth in US dollars at a moment. Belongs to no tenant; the newest counts. */
export const exchangeRates = pgTable(
  "exchange_rates",
  {
    currencyCode: text().notNull(),
    usdPerUnit: numeric().notNull(),
    asOf: timestamp({ withTimezone: true }).notNull(),
    source: text().notNull(),
    importedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.currencyCode, table.asOf] }),
    check("exchange_rates_positive", sql`${table.usdPerUnit} > 0`),
  ],
);

/** A crypto currency on one of its networks. Belongs to no tenant; the operator keeps it. */
export const cryptoNetworks = pgTable(
  "crypto_networks",
  {
    currencyCode: text().notNull(),
    network: text().notNull(),
    networkName: text().notNull(),
    decimals: integer().notNull(),
    /** In words. */
    addressFormat: text().notNull(),
    /** The same as a regular expression. */
    addressPattern: text().notNull(),
    contractAddress: text(),
    confirmations: integer().notNull(),
    minimumAmount: numeric().notNull(),
    status: text().$type<"ACTIVE" | "SUSPENDED">().notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.currencyCode, table.network] }),
    index("crypto_networks_by_network").on(table.network),
    check("crypto_networks_status", sql`${table.status} in ('ACTIVE', 'SUSPENDED')`),
    check("crypto_networks_minimum", sql`${table.minimumAmount} >= 0`),
  ],
);
