/** Very many used token ids, in every slot, whose time does not come to an end while the bench runs. */
import postgres from "postgres";
import { timed } from "@/bench/lists/bulk-load";
import type { Side } from "@/bench/scale/side";
import { fromPublicId } from "@/lib/ids";

const SLOTS = 4;
/** One in so many is the measured application's; the others are those of a thousand more. */
const MEASURED_SHARE = 4;
const OTHER_APPLICATIONS = 1_000;
const BATCH = 500_000;
const KEPT_MILLISECONDS = 6 * 3_600_000;

export async function fillNonces(
  { operator, place, credentials }: Side,
  count: number,
  say: (line: string) => void,
): Promise<void> {
  const sql = postgres(operator.ownerDatabaseUrl, { max: 1, onnotice: () => {} });
  try {
    const applicationId = await applicationOf(sql, credentials.apiKeyId);
    const [key] = await sql<{ name: string; definition: string }[]>`
      select conname as name, pg_get_constraintdef(oid) as definition
        from pg_constraint where conrelid = 'request_nonces'::regclass and contype = 'p'`;
    if (key === undefined) throw new Error("The table of token ids has no primary key.");
    const expiresAt = Date.now() + KEPT_MILLISECONDS;
    // An index that is built at the end takes a fraction of the time; nobody asks meanwhile.
    await sql`set maintenance_work_mem = '1GB'`;
    await sql.unsafe(`alter table request_nonces drop constraint ${key.name}`);
    await timed(`${count.toLocaleString("en")} token ids`, say, async () => {
      for (let from = 1; from <= count; from += BATCH) {
        await sql`
          insert into request_nonces (organization_id, application_id, jti_digest, slot, expires_at)
          select case when i % ${MEASURED_SHARE} = 0 then ${place.organizationId}::uuid else ${otherId(sql)} end,
                 case when i % ${MEASURED_SHARE} = 0 then ${applicationId}::uuid else ${otherId(sql)} end,
                 md5(i::text)::uuid, (i / ${MEASURED_SHARE} % ${SLOTS})::smallint, ${expiresAt}::bigint
            from generate_series(${from}::integer, ${Math.min(count, from + BATCH - 1)}::integer) i`;
      }
    });
    await timed("their primary key", say, () =>
      sql.unsafe(`alter table request_nonces add constraint ${key.name} ${key.definition}`),
    );
    await timed("vacuum analyze", say, () => sql`vacuum (analyze) request_nonces`);
    await timed("checkpoint", say, () => sql`checkpoint`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function otherId(sql: postgres.Sql) {
  return sql`md5('application' || i % ${OTHER_APPLICATIONS})::uuid`;
}

async function applicationOf(sql: postgres.Sql, apiKeyId: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select application_id as id from api_keys where id = ${fromPublicId("apiKey", apiKeyId)}`;
  if (row === undefined) throw new Error("The measured application is not there.");
  return row.id;
}
