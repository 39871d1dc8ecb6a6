/** Looking at every row behind the application's back. */
import type { TestDatabase } from "@/test/integration/support/database";

/** Housekeeping of authentication itself: a refused request may leave a spent token id or a last use here. */
const NOT_DATA = [
  "request_nonces",
  "request_nonces_0",
  "request_nonces_1",
  "request_nonces_2",
  "request_nonces_3",
  "nonce_memory",
  "credential_usage",
  "credential_traffic",
  "permission_usage",
  "address_traffic",
  "daily_traffic",
  "request_rates",
  "request_buckets",
  "personal_key_usage",
  "personal_key_buckets",
  "failed_authentications",
];

/** Count and digest of the rows of every table, by table name: equal exactly when no row has changed. */
export async function rowDigests({ owner }: TestDatabase): Promise<Record<string, string>> {
  const tables = await owner<
    { name: string }[]
  >`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`;
  const digests = await Promise.all(
    tables
      .filter(({ name }) => !NOT_DATA.includes(name) && !name.startsWith("request_log"))
      .map(async ({ name }) => {
        const [row] = await owner`
          select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
          from ${owner(name)} t`;
        return [name, String(row?.digest)] as const;
      }),
  );
  return Object.fromEntries(digests);
}
