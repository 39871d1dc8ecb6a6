/** One organization with very long lists beside another one, written by SQL as the tables' owner. */
import postgres from "postgres";
import { bulkLoad, timed } from "@/bench/lists/bulk-load";
import { toPublicId } from "@/lib/ids";

export type ListSizes = {
  customers: number;
  payments: number;
  /** Of each list that has no size of its own: beneficiaries, documents, tickets. */
  others: number;
};

export type Filled = { customerId: string; beneficiaryId: string };

/** UUIDs of the organization that is measured, and of one whose rows are all newer and a fifth as many. */
export type Organizations = { measured: string; neighbour: string };

/** A word in the name of every fourth customer, of every 50,000th, and of the oldest two hundredth alone. */
export const COMMON_WORD = "Robotics";
export const RARE_WORD = "Zephyrine";
export const OLD_WORD = "Founders";

const TABLES = ["customers", "beneficiaries", "documents", "tickets", "payments"];
const BATCH = 100_000;
const DAY_MILLISECONDS = 86_400_000;
const NEIGHBOURS_SHARE = 0.2;

const WORDS =
  "array['Northwind','Harbour','Lumen','Quarry','Meridian','Saffron','Cobalt','Juniper','Atlas','Fjord']";
const KINDS = `array['${COMMON_WORD}','Foods','Textiles','Shipping']`;
const PRICE_BREAKDOWN = JSON.stringify({
  payout: { label: "Payout", amount: "99.00", currencyCode: "USD" },
  fee: { label: "Fee", amount: "1.00", currencyCode: "USD" },
});

/**
 * Fills the sandboxes of both organizations. The newest tenth of each list is of another status, type or owner than what
 * is asked for, so that a list that is narrowed begins far back. Quotes are left out; everything else fits together.
 */
export async function fillLists(
  ownerDatabaseUrl: string,
  { measured, neighbour }: Organizations,
  sizes: ListSizes,
  say: (line: string) => void,
): Promise<Filled> {
  const sql = postgres(ownerDatabaseUrl, { max: 1, onnotice: () => {} });
  const share = (size: number) => Math.ceil(size * NEIGHBOURS_SHARE);
  const neighbours = {
    customers: share(sizes.customers),
    payments: share(sizes.payments),
    others: share(sizes.others),
  };
  const now = Date.now();
  try {
    await bulkLoad(
      sql,
      TABLES,
      async () => {
        await fillOrganization(sql, measured, now - 2 * DAY_MILLISECONDS, sizes, say);
        await fillOrganization(sql, neighbour, now - DAY_MILLISECONDS, neighbours, say);
      },
      say,
    );
    return {
      customerId: toPublicId("customer", await oldest(sql, "customers", measured)),
      beneficiaryId: toPublicId("beneficiary", await oldest(sql, "beneficiaries", measured)),
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** A UUIDv7 of the millisecond `number` after `firstMillisecond`; the same for the same number, in every table. */
export function idOf(firstMillisecond: number, number: string): string {
  return `(lpad(to_hex(${firstMillisecond} + (${number})::bigint), 12, '0') || '70008000' ||
    lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;
}

async function fillOrganization(
  sql: postgres.Sql,
  organizationId: string,
  firstMillisecond: number,
  sizes: ListSizes,
  say: (line: string) => void,
): Promise<void> {
  const id = (number: string) => idOf(firstMillisecond, number);
  for (const { table, columns, values, count } of rowsOf(id, sizes)) {
    await timed(`${count.toLocaleString("en")} ${table}`, say, async () => {
      for (let from = 1; from <= count; from += BATCH) {
        const to = Math.min(count, from + BATCH - 1);
        await sql.unsafe(
          `insert into ${table} (id, organization_id, environment, created_at, ${columns})
           select ${id("i")}, '${organizationId}', 'sandbox', now(), ${values}
             from (select i, i > ${count} * 0.9 as is_new from generate_series(${from}::bigint, ${to}) i) numbers`,
        );
      }
    });
  }
}

type Rows = { table: string; count: number; columns: string; values: string };

/** `values` speak of a row's number `i`, from 1 on, and of `is_new`. */
function rowsOf(id: (number: string) => string, { customers, payments, others }: ListSizes): Rows[] {
  return [
    {
      table: "customers",
      count: customers,
      columns: `status, company_name, registration_number, country_of_incorporation_id, business_industry_id, document_ids,
        profile, updated_at`,
      values: `case when is_new then 'DRAFT' when i <= ${customers} * 0.25 then 'SUSPENDED'
          else (array['APPROVED','APPROVED','PENDING_REVIEW','REJECTED'])[1 + i % 4] end,
        (${WORDS})[1 + i % 10] || ' ' || (${KINDS})[1 + (i / 10) % 4] ||
          case when i % 50000 = 7 then ' ${RARE_WORD}' else '' end ||
          case when i <= ${customers} * 0.005 then ' ${OLD_WORD}' else '' end || ' ' || i || ' Ltd',
        lpad(i::text, 8, '0'), 'GB', '541511', '{}', '{}', now()`,
    },
    {
      table: "beneficiaries",
      count: others,
      columns: "customer_id, status, company_name, country, currency_code, details, updated_at",
      values: `case when is_new then ${id("2")} else ${id("1")} end,
        case when i % 20 = 0 then 'PENDING_REVIEW' else 'APPROVED' end, 'Supplier ' || i, 'DE', 'USD', '{}', now()`,
    },
    {
      table: "documents",
      count: others,
      columns: "customer_id, type, file_name, content_type, size_bytes, sha256",
      values: `case when is_new then ${id("2")} else ${id("1")} end, case when is_new then 'INVOICE' else 'OTHER' end,
        'file-' || i || '.pdf', 'application/pdf', 1000, encode(sha256(i::text::bytea), 'hex')`,
    },
    {
      table: "tickets",
      count: others,
      columns: "subject, category, priority, status, related_ids, waiting_since, updated_at",
      values: `'Question ' || i, 'OTHER', 'NORMAL', case when is_new then 'OPEN' else 'CLOSED' end, '{}', now(), now()`,
    },
    {
      table: "payments",
      count: payments,
      columns: `quote_id, customer_id, beneficiary_id, payment_amount, payment_currency_code, total_target,
        target_currency_code, rate, price_breakdown, status, document_ids, submitted_at, updated_at`,
      // Every tenth that is not new is of the first customer, to the first beneficiary.
      values: `${id("i")},
        ${id(`case when i % 10 = 0 and not is_new then 1 else 2 + i * 7919 % (${customers} - 1) end`)},
        ${id(`case when i % 10 = 0 and not is_new then 1 else 2 + i * 7919 % (${others} - 1) end`)},
        100.00, 'USD', 99.00, 'USD', 1, '${PRICE_BREAKDOWN}'::jsonb,
        case when is_new then 'PENDING_REVIEW' when i % 5 = 4 then 'FAILED' else 'COMPLETED' end, '{}', now(), now()`,
    },
  ];
}

async function oldest(sql: postgres.Sql, table: string, organizationId: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select id from ${sql(table)}
    where organization_id = ${organizationId} and environment = 'sandbox' order by id limit 1`;
  if (row === undefined) throw new Error(`There are no ${table} to work with.`);
  return row.id;
}
