/** One organization with very long lists, written by SQL as the tables' owner. */
import postgres from "postgres";
import { toPublicId } from "@/lib/ids";

export type ListSizes = {
  customers: number;
  payments: number;
  /** Of each list that has no size of its own: one customer's beneficiaries and payments, documents, tickets. */
  others: number;
};

export type Filled = { customerId: string; beneficiaryId: string };

const BATCH = 100_000;
const WORDS =
  "array['Northwind','Harbour','Lumen','Quarry','Meridian','Saffron','Cobalt','Juniper','Atlas','Fjord']";
const KINDS =
  "array['Robotics','Foods','Textiles','Shipping','Energy','Timber','Optics','Coffee','Paper','Steel']";

/** A word that occurs in one name of 50,000, for a search that finds little. */
export const RARE_WORD = "Zephyrine";
/** A word that occurs in one name of ten. */
export const COMMON_WORD = "Robotics";

/**
 * Fills the sandbox of the organization with this UUID. Foreign keys are not checked meanwhile (their triggers would
 * take most of the time); all values fit them.
 */
export async function fillLists(
  ownerDatabaseUrl: string,
  organizationId: string,
  sizes: ListSizes,
  say: (line: string) => void,
): Promise<Filled> {
  const sql = postgres(ownerDatabaseUrl, { max: 1, onnotice: () => {} });
  const inBatches = async (
    what: string,
    count: number,
    insert: (from: number, to: number) => Promise<unknown>,
  ) => {
    const started = Date.now();
    for (let from = 1; from <= count; from += BATCH) await insert(from, Math.min(count, from + BATCH - 1));
    say(`  ${count.toLocaleString("en")} ${what} in ${Math.round((Date.now() - started) / 1000)} s`);
  };
  try {
    await sql`set session_replication_role = replica`;
    await sql`set synchronous_commit = off`;
    await inBatches("customers", sizes.customers, (from, to) =>
      sql.unsafe(
        `insert into customers (id, organization_id, environment, status, company_name, registration_number,
           country_of_incorporation_id, business_industry_id, document_ids, profile, created_at, updated_at)
         select uuidv7(), $1, 'sandbox',
                (array['APPROVED','APPROVED','APPROVED','PENDING_REVIEW','DRAFT','REJECTED'])[1 + i % 6],
                (${WORDS})[1 + i % 10] || ' ' || (${KINDS})[1 + (i / 10) % 10] ||
                  case when i % 50000 = 7 then ' ${RARE_WORD}' else '' end || ' ' || i || ' Ltd',
                lpad(i::text, 8, '0'), 'GB', '541511', '{}', '{}'::jsonb, now(), now()
           from generate_series($2::int, $3::int) i`,
        [organizationId, from, to],
      ),
    );
    const [customer] = await sql<{ id: string }[]>`select id from customers
      where organization_id = ${organizationId} order by id limit 1`;
    if (customer === undefined) throw new Error("There are no customers to work with.");
    const of = [organizationId, customer.id];
    await inBatches("beneficiaries", sizes.others, (from, to) =>
      sql.unsafe(
        `insert into beneficiaries (id, organization_id, environment, customer_id, status, company_name, country,
           currency_code, details, created_at, updated_at)
         select uuidv7(), $1, 'sandbox', $2::uuid, (array['APPROVED','PENDING_REVIEW'])[1 + i % 2],
                'Supplier ' || i, 'DE', 'USD', '{}'::jsonb, now(), now()
           from generate_series($3::int, $4::int) i`,
        [...of, from, to],
      ),
    );
    const [beneficiary] = await sql<{ id: string }[]>`select id from beneficiaries
      where organization_id = ${organizationId} order by id limit 1`;
    if (beneficiary === undefined) throw new Error("There are no beneficiaries to work with.");
    await inBatches("documents", sizes.others, (from, to) =>
      sql.unsafe(
        `insert into documents (id, organization_id, environment, customer_id, type, file_name, content_type,
           size_bytes, sha256, created_at)
         select uuidv7(), $1, 'sandbox', $2::uuid, 'OTHER', 'file-' || i || '.pdf', 'application/pdf', 1000,
                encode(sha256(i::text::bytea), 'hex'), now()
           from generate_series($3::int, $4::int) i`,
        [...of, from, to],
      ),
    );
    await inBatches("tickets", sizes.others, (from, to) =>
      sql.unsafe(
        `insert into tickets (id, organization_id, environment, subject, category, priority, status, related_ids,
           waiting_since, created_at, updated_at)
         select uuidv7(), $1, 'sandbox', 'Question ' || i, 'OTHER', 'NORMAL', 'CLOSED', '{}', now(), now(), now()
           from generate_series($2::int, $3::int) i`,
        [organizationId, from, to],
      ),
    );
    await inBatches("payments", sizes.payments, (from, to) =>
      sql.unsafe(
        `insert into payments (id, organization_id, environment, quote_id, customer_id, beneficiary_id, payment_amount,
           payment_currency_code, total_target, target_currency_code, rate, price_breakdown, status, document_ids,
           submitted_at, created_at, updated_at)
         select uuidv7(), $1, 'sandbox', gen_random_uuid(),
                case when i % 10 = 0 then $2::uuid else gen_random_uuid() end,
                case when i % 10 = 0 then $3::uuid else gen_random_uuid() end,
                100.00, 'USD', 99.00, 'USD', 1,
                '{"payout":{"label":"Payout","amount":"99.00","currencyCode":"USD"},"fee":{"label":"Fee","amount":"1.00","currencyCode":"USD"}}'::jsonb,
                (array['COMPLETED','COMPLETED','COMPLETED','COMPLETED','FAILED'])[1 + i % 5], '{}', now(), now(), now()
           from generate_series($4::int, $5::int) i`,
        [...of, beneficiary.id, from, to],
      ),
    );
    say("  vacuum analyze …");
    await sql`set session_replication_role = origin`;
    for (const table of ["customers", "beneficiaries", "documents", "tickets", "payments"]) {
      await sql.unsafe(`vacuum (analyze) ${table}`);
    }
    return {
      customerId: toPublicId("customer", customer.id),
      beneficiaryId: toPublicId("beneficiary", beneficiary.id),
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
