/** What staff see across organizations; each by a function of the database that has this one purpose. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import type { TrafficOrder } from "@/lib/schemas/operator-view-terms";

const moment = z.union([z.date(), z.string()]).transform((value) => new Date(value));

const trafficSchema = z.object({
  organization_id: z.string(),
  organization_name: z.string(),
  requests: z.coerce.number(),
  refused: z.coerce.number(),
  failed: z.coerce.number(),
  latency_bucket: z.number().nullable(),
  hours: z.array(z.object({ startsAt: z.number(), requests: z.coerce.number() })),
});

type Hours = { from: Date; to: Date; environment: Environment | undefined };

/** Organizations by the traffic of these hours. `hours`: by the second since 1970 at which they began; those without are missing. */
export async function listOrganizationTraffic(
  tx: Transaction,
  { from, to, environment }: Hours,
  { order, limit }: { order: TrafficOrder; limit: number },
) {
  const rows = await tx.execute(sql`select * from organization_traffic(
    ${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz, ${environment ?? null}::text, ${order}::text,
    ${limit}::integer)`);
  return z.array(trafficSchema).parse([...rows]);
}

const reasonSchema = z.object({
  reason: z.string(),
  status: z.number(),
  requests: z.coerce.number(),
  organizations: z.coerce.number(),
});

/** What requests of these hours were refused for, or failed over. */
export async function listRefusalReasons(tx: Transaction, { from, to, environment }: Hours, limit: number) {
  const rows = await tx.execute(sql`select * from refusal_reasons(
    ${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz, ${environment ?? null}::text, ${limit}::integer)`);
  return z.array(reasonSchema).parse([...rows]);
}

const placed = { organization_id: z.string(), organization_name: z.string(), environment: environmentSchema };

const endingSchema = z.object({
  ...placed,
  kind: z.enum(["api_key", "signing_key", "personal_key"]),
  id: z.string(),
  application_id: z.string().nullable(),
  owner_name: z.string(),
  last_four: z.string(),
  ends_at: moment,
  is_replaced: z.boolean(),
});

/** API keys, signing keys and personal keys that end after `after` and not after `until`, soonest first. */
export async function listEndingCredentials(
  tx: Transaction,
  { after, until, limit }: { after: Date; until: Date; limit: number },
) {
  const rows = await tx.execute(sql`select * from credentials_ending(
    ${after.toISOString()}::timestamptz, ${until.toISOString()}::timestamptz, ${limit}::integer)`);
  return z.array(endingSchema).parse([...rows]);
}

const troubledSchema = z.object({
  ...placed,
  id: z.string(),
  url: z.string(),
  disabled_by: z.enum(["operator", "system"]).nullable(),
  since: moment,
});

export async function listTroubledWebhooksEverywhere(tx: Transaction, limit: number) {
  const rows = await tx.execute(sql`select * from troubled_webhook_endpoints(${limit}::integer)`);
  return z.array(troubledSchema).parse([...rows]);
}

const unclaimedSchema = z.object({
  ...placed,
  id: z.string(),
  application_id: z.string(),
  application_name: z.string(),
  created_at: moment,
  created_by_name: z.string(),
  expires_at: moment,
});

export async function listUnclaimedKeys(tx: Transaction, now: Date, limit: number) {
  const rows = await tx.execute(
    sql`select * from unclaimed_keys(${now.toISOString()}::timestamptz, ${limit}::integer)`,
  );
  return z.array(unclaimedSchema).parse([...rows]);
}

const databaseSchema = z.object({ size_bytes: z.coerce.number(), connections: z.coerce.number() });

/** How large the database is, and how many connections everybody has to it. */
export async function findDatabaseSize(tx: Transaction): Promise<{ sizeBytes: number; connections: number }> {
  const [row] = await tx.execute(sql`select pg_database_size(current_database()) as size_bytes,
    (select numbackends from pg_stat_database where datname = current_database()) as connections`);
  const { size_bytes: sizeBytes, connections } = databaseSchema.parse(row);
  return { sizeBytes, connections };
}
