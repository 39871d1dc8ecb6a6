/** Which organization and environment a thing belongs to: for the operator, who names things without a tenant. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { organizations } from "@/db/schema";
import { environmentSchema } from "@/lib/schemas/common";

const placeSchema = z
  .object({ organization_id: z.string(), environment: environmentSchema })
  .transform((row) => ({ organizationId: row.organization_id, environment: row.environment }));
export type Place = z.output<typeof placeSchema>;

/** The UUID of the organization with this slug. */
export async function locateOrganization({ db }: Database, slug: string): Promise<string | null> {
  const [row] = await db.execute(sql`select organization_id from locate_organization(${slug}::text)`);
  return row === undefined ? null : z.string().parse(row.organization_id);
}

export async function organizationExists(database: Database, organizationId: string): Promise<boolean> {
  const rows = await database.readInScope({ organizationId, environment: null }, (tx) =>
    tx.select({ id: organizations.id }).from(organizations),
  );
  return rows.length === 1;
}

/** Whether it is a partner's: the operator's own organization is none that staff work in. */
export async function partnerOrganizationExists(
  database: Database,
  organizationId: string,
): Promise<boolean> {
  const rows = await database.readInScope({ organizationId, environment: null }, (tx) =>
    tx.select({ kind: organizations.kind }).from(organizations),
  );
  return rows[0]?.kind === "PARTNER";
}

export async function locateApplication({ db }: Database, applicationId: string): Promise<Place | null> {
  const [row] = await db.execute(sql`select * from locate_application(${applicationId}::uuid)`);
  return row === undefined ? null : placeSchema.parse(row);
}

export async function locateApiKey({ db }: Database, apiKeyId: string): Promise<Place | null> {
  const [row] = await db.execute(sql`select * from locate_api_key(${apiKeyId}::uuid)`);
  return row === undefined ? null : placeSchema.parse(row);
}
