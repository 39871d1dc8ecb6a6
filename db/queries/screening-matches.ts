/** Matches of screening subjects, the decisions about them, and the search for candidates. */
import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { screeningDispositions, screeningMatches } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";
import type { Candidate } from "@/lib/screening/match";

type Tenant = { organizationId: string; environment: Environment };

export type MatchRow = typeof screeningMatches.$inferSelect;
export type DispositionRow = typeof screeningDispositions.$inferSelect;

const matchesOfTenant = (tenant: Tenant) =>
  and(
    eq(screeningMatches.organizationId, tenant.organizationId),
    eq(screeningMatches.environment, tenant.environment),
  );

const dispositionsOfTenant = (tenant: Tenant) =>
  and(
    eq(screeningDispositions.organizationId, tenant.organizationId),
    eq(screeningDispositions.environment, tenant.environment),
  );

/** Best first. */
export async function listMatchRows(
  tx: Transaction,
  tenant: Tenant,
  subjectIds: readonly string[],
): Promise<MatchRow[]> {
  if (subjectIds.length === 0) return [];
  return tx
    .select()
    .from(screeningMatches)
    .where(and(matchesOfTenant(tenant), inArray(screeningMatches.subjectId, [...subjectIds])))
    .orderBy(desc(screeningMatches.score), asc(screeningMatches.id));
}

export async function insertMatch(tx: Transaction, row: MatchRow): Promise<void> {
  await tx.insert(screeningMatches).values(row);
}

/** Only a match whose subject is locked is changed. */
export async function updateMatch(
  tx: Transaction,
  tenant: Tenant,
  matchId: string,
  change: Partial<MatchRow>,
): Promise<void> {
  await tx
    .update(screeningMatches)
    .set(change)
    .where(and(matchesOfTenant(tenant), eq(screeningMatches.id, matchId)));
}

/** Every decision about these matches, newest first. */
export async function listDispositionRows(
  tx: Transaction,
  tenant: Tenant,
  matchIds: readonly string[],
): Promise<DispositionRow[]> {
  if (matchIds.length === 0) return [];
  return tx
    .select()
    .from(screeningDispositions)
    .where(and(dispositionsOfTenant(tenant), inArray(screeningDispositions.matchId, [...matchIds])))
    .orderBy(desc(screeningDispositions.id));
}

export async function insertDisposition(tx: Transaction, row: DispositionRow): Promise<void> {
  await tx.insert(screeningDispositions).values(row);
}

export async function countDispositions(
  tx: Transaction,
  tenant: Tenant,
  matchIds: readonly string[],
): Promise<number> {
  if (matchIds.length === 0) return 0;
  const [row] = await tx
    .select({ all: count() })
    .from(screeningDispositions)
    .where(and(dispositionsOfTenant(tenant), inArray(screeningDispositions.matchId, [...matchIds])));
  return row?.all ?? 0;
}

const texts = z.array(z.string());
const searchSchema = z.object({
  sequence: z.int(),
  lists: z.array(z.object({ name: z.string(), version: z.int() })),
  candidates: z.array(
    z.object({
      list: z.string(),
      entityId: z.string(),
      schema: z.string(),
      caption: z.string(),
      aliases: texts,
      birthDates: texts,
      countries: texts,
      addresses: texts,
      identifiers: texts,
      sanctions: texts,
      topics: texts,
      datasets: texts,
    }),
  ),
});

/** Lists in force in an environment, and the number of the newest import among them. */
export type ListsInForce = { sequence: number; lists: { name: string; version: number }[] };

const inForce = (environment: Environment) => sql`
  (select coalesce(max(sequence), 0) from watchlists where environments ? ${environment}) as sequence,
  (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'version', version) order by name), '[]')
     from watchlists where environments ? ${environment}) as lists`;

export async function findListsInForce(tx: Transaction, environment: Environment): Promise<ListsInForce> {
  const [row] = await tx.execute(sql`select ${inForce(environment)}`);
  return searchSchema.omit({ candidates: true }).parse(row);
}

/**
 * Entries that are like one of the names or have one of the identifiers, both in the form in which they are compared, with
 * the lists as this very search saw them.
 */
export async function findCandidates(
  tx: Transaction,
  environment: Environment,
  wanted: { names: readonly string[]; identifiers: readonly string[]; limit: number },
): Promise<ListsInForce & { candidates: Candidate[] }> {
  const asArray = (values: readonly string[]) =>
    sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;
  const [row] = await tx.execute(sql`
    select ${inForce(environment)}, (
      select coalesce(jsonb_agg(jsonb_build_object(
               'list', list, 'entityId', entity_id, 'schema', schema, 'caption', caption, 'aliases', aliases,
               'birthDates', birth_dates, 'countries', countries, 'addresses', addresses,
               'identifiers', identifiers, 'sanctions', sanctions, 'topics', topics, 'datasets', datasets
             )), '[]')
        from screening_candidates(
          ${environment}, ${asArray(wanted.names)}, ${asArray(wanted.identifiers)}, ${wanted.limit}::integer
        )
    ) as candidates`);
  return searchSchema.parse(row);
}
