/** Very many API keys, written by SQL as the tables' owner: two of each application, fifty applications of each organization. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { bulkLoad, timed } from "@/bench/lists/bulk-load";
import { idOf } from "@/bench/lists/fill";
import type { Credentials } from "@/bench/load/protocol";
import { makeKeyPair, RATE_LIMIT_PER_SECOND } from "@/bench/operator";
import type { Side } from "@/bench/scale/side";
import { newUuid, toPublicId } from "@/lib/ids";
import { generateApiKey, hashApiKey, type Pepper } from "@/lib/security/api-key";

const TABLES = ["organizations", "applications", "signing_keys", "signing_key_registrations", "api_keys"];
const KEYS_PER_APPLICATION = 2;
const APPLICATIONS_PER_ORGANIZATION = 50;
const BATCH = 50_000;
const YEAR_MILLISECONDS = 365 * 86_400_000;

/**
 * Fills the database with `count` keys, of which `used` spread over all of them are given back. Those have an application
 * each and one pair of signing keys: what a server keeps of a key does not depend on who else has it.
 */
export async function fillKeys(
  { operator, place }: Side,
  { count, used }: { count: number; used: number },
  say: (line: string) => void,
): Promise<Credentials[]> {
  const sql = postgres(operator.ownerDatabaseUrl, { max: 1, onnotice: () => {} });
  const pair = makeKeyPair();
  const made = Array.from({ length: used }, () => makeUsed(operator.pepper));
  const others = Math.max(0, count - used);
  const begin = Date.now() - YEAR_MILLISECONDS;
  try {
    const load = async () => {
      for (let from = 1; from <= Math.max(1, others); from += BATCH) {
        const to = Math.min(others, from + BATCH - 1);
        // A share of those that are used with each batch, so that they lie among the others.
        const share = made.splice(0, Math.ceil((used * BATCH) / Math.max(1, others)));
        await insertUsed(sql, place.organizationId, share, { operator, publicKey: pair.publicKey });
        await insertOthers(sql, begin, { from, to }, pair.publicKey);
      }
    };
    const keys = made.map(({ apiKey, id }) => ({
      apiKey,
      apiKeyId: toPublicId("apiKey", id),
      privateKeyPem: pair.privateKey,
    }));
    const fill = () => timed(`${count.toLocaleString("en")} API keys`, say, load);
    await bulkLoad(sql, TABLES, fill, say);
    return keys;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

type Used = { id: string; applicationId: string; apiKey: string; hash: string };

function makeUsed(pepper: Pepper): Used {
  const apiKey = generateApiKey("sandbox", randomBytes);
  return {
    id: newUuid(),
    applicationId: newUuid(),
    apiKey,
    hash: hashApiKey(apiKey, pepper).toString("hex"),
  };
}

async function insertUsed(
  sql: postgres.Sql,
  organizationId: string,
  used: readonly Used[],
  { operator, publicKey }: { operator: Side["operator"]; publicKey: string },
): Promise<void> {
  const rows = used.map(({ id, applicationId, hash, apiKey }) => ({
    id,
    application_id: applicationId,
    hash,
    last_four: apiKey.slice(-4),
  }));
  await sql`
    with used as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as u (id uuid, application_id uuid, hash text, last_four text)
    ), made_applications as (
      insert into applications (id, organization_id, environment, name, permissions, rate_limit_per_second, created_at)
      select application_id, ${organizationId}::uuid, 'sandbox', 'In use', '{CUSTOMERS_READ}', ${RATE_LIMIT_PER_SECOND}::integer, now()
        from used
    ), made_signing_keys as (
      insert into signing_keys (id, organization_id, application_id, fingerprint, public_key_pem, modulus_bits, created_at)
      select id, ${organizationId}::uuid, application_id, encode(sha256(hash::bytea), 'hex'), ${publicKey}, 2048, now() from used
    )
    insert into api_keys (id, organization_id, application_id, key_hash, pepper_version, prefix, last_four, created_at)
    select id, ${organizationId}::uuid, application_id, decode(hash, 'hex'), ${operator.pepper.version}::smallint, 'nv_test_used',
           last_four, now()
      from used`;
}

/** Their hashes are nobody's key. */
async function insertOthers(
  sql: postgres.Sql,
  begin: number,
  { from, to }: { from: number; to: number },
  publicKey: string,
): Promise<void> {
  const application = `((i - 1) / ${KEYS_PER_APPLICATION})`;
  const organization = `(${application} / ${APPLICATIONS_PER_ORGANIZATION})`;
  const numbers = `generate_series(${from}::bigint, ${to}::bigint) i`;
  const isFirstOfApplication = `(i - 1) % ${KEYS_PER_APPLICATION} = 0`;
  const isFirstOfOrganization = `(i - 1) % ${KEYS_PER_APPLICATION * APPLICATIONS_PER_ORGANIZATION} = 0`;
  const organizationId = idOf(begin, organization);
  const applicationId = idOf(begin, application);
  await sql.unsafe(`
    insert into organizations (id, name, slug, created_at)
    select ${organizationId}, 'Organization ' || ${organization}, 'scale-' || ${organization}, now()
      from ${numbers} where ${isFirstOfOrganization}`);
  await sql.unsafe(`
    insert into applications (id, organization_id, environment, name, permissions, rate_limit_per_second, created_at)
    select ${applicationId}, ${organizationId}, 'sandbox', 'Application', '{CUSTOMERS_READ}', 25, now()
      from ${numbers} where ${isFirstOfApplication}`);
  await sql.unsafe(
    `insert into signing_keys (id, organization_id, application_id, fingerprint, public_key_pem, modulus_bits, created_at)
     select ${applicationId}, ${organizationId}, ${applicationId}, encode(sha256(('f' || i)::bytea), 'hex'), $1, 2048, now()
       from ${numbers} where ${isFirstOfApplication}`,
    [publicKey],
  );
  await sql.unsafe(`
    insert into signing_key_registrations (fingerprint, application_id)
    select encode(sha256(('f' || i)::bytea), 'hex'), ${applicationId} from ${numbers} where ${isFirstOfApplication}`);
  await sql.unsafe(`
    insert into api_keys (id, organization_id, application_id, key_hash, pepper_version, prefix, last_four, created_at)
    select ${idOf(begin, "i")}, ${organizationId}, ${applicationId}, sha256(i::text::bytea), 1, 'nv_test_none', '0000', now()
      from ${numbers}`);
}
