/** What operator staff look up across organizations, and the emergency switch of one. */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { applications, auditCheckpoints, memberships, organizations } from "@/db/schema";

const organizationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    suspended_at: z.union([z.date(), z.string()]).nullable(),
    created_at: z.union([z.date(), z.string()]),
    member_count: z.int(),
    application_count: z.int(),
    disabled_application_count: z.int(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    slug: row.slug,
    suspendedAt: row.suspended_at === null ? null : new Date(row.suspended_at),
    createdAt: new Date(row.created_at),
    memberCount: row.member_count,
    applicationCount: row.application_count,
    disabledApplicationCount: row.disabled_application_count,
  }));
export type OrganizationWithCounts = z.output<typeof organizationSchema>;

/** Partner organizations in the order of their names, after the one with `afterId` where given. */
export async function searchOrganizationRows(
  tx: Transaction,
  wanted: { text: string; uuid: string | null },
  page: { limit: number; afterId: string | undefined },
): Promise<OrganizationWithCounts[]> {
  const rows = await tx.execute(
    sql`select * from search_organizations(
      ${wanted.text}::text, ${wanted.uuid}::uuid, ${page.afterId ?? null}::uuid, ${page.limit}::integer)`,
  );
  return rows.map((row) => organizationSchema.parse(row));
}

/** The organization in scope with its counts over both environments. */
export async function findOrganizationWithCounts(
  tx: Transaction,
  organizationId: string,
): Promise<OrganizationWithCounts | undefined> {
  const [organizationRows, [members], [counts]] = await Promise.all([
    tx.select().from(organizations).where(eq(organizations.id, organizationId)),
    tx
      .select({ all: sql<number>`count(*)::integer` })
      .from(memberships)
      .where(eq(memberships.organizationId, organizationId)),
    tx
      .select({
        all: sql<number>`count(*)::integer`,
        disabled: sql<number>`(count(*) filter (where ${applications.disabledAt} is not null))::integer`,
      })
      .from(applications)
      .where(and(eq(applications.organizationId, organizationId), isNull(applications.deletedAt))),
  ]);
  const [row] = organizationRows;
  if (row === undefined) return undefined;
  const { id, name, slug, suspendedAt, createdAt } = row;
  return {
    id,
    name,
    slug,
    suspendedAt,
    createdAt,
    memberCount: members?.all ?? 0,
    applicationCount: counts?.all ?? 0,
    disabledApplicationCount: counts?.disabled ?? 0,
  };
}

/**
 * Every living application of the organization, locked one after the other in the order of their ids: two of these, or
 * one of these and a change of a single application, queue instead of waiting for each other in a circle.
 */
export function lockApplicationRows(tx: Transaction, organizationId: string) {
  return tx
    .select()
    .from(applications)
    .where(and(eq(applications.organizationId, organizationId), isNull(applications.deletedAt)))
    .orderBy(asc(applications.id))
    .for("update");
}

export async function disableApplicationRows(
  tx: Transaction,
  organizationId: string,
  ids: readonly string[],
  disabled: Pick<
    typeof applications.$inferInsert,
    "disabledAt" | "disabledBy" | "disabledByName" | "disabledReason"
  >,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(applications)
    .set(disabled)
    .where(and(eq(applications.organizationId, organizationId), inArray(applications.id, [...ids])));
}

/** The database's version, and the key that signed the newest checkpoint of the organization in scope. */
export async function findDeploymentFacts(
  tx: Transaction,
  organizationId: string,
): Promise<{ databaseVersion: string; checkpoint: { keyFingerprint: string; signedAt: Date } | null }> {
  const [[database], [checkpoint]] = await Promise.all([
    tx.execute(sql`select current_setting('server_version') as version`),
    tx
      .select({ keyFingerprint: auditCheckpoints.keyFingerprint, signedAt: auditCheckpoints.signedAt })
      .from(auditCheckpoints)
      .where(eq(auditCheckpoints.organizationId, organizationId))
      .orderBy(sql`${auditCheckpoints.sequence} desc`)
      .limit(1),
  ]);
  return { databaseVersion: z.string().parse(database?.version), checkpoint: checkpoint ?? null };
}
