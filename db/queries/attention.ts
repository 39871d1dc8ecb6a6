/** What an organization should act on soon, in both of its environments. */
import { and, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { apiKeys, applications, keyClaims } from "@/db/schema";
import { environmentSchema } from "@/lib/schemas/common";

const moment = z.union([z.date(), z.string()]).transform((value) => new Date(value));

const endingApiKeySchema = z
  .object({
    organization_id: z.string(),
    environment: environmentSchema,
    application_id: z.string(),
    application_name: z.string(),
    api_key_id: z.string(),
    prefix: z.string(),
    last_four: z.string(),
    expires_at: moment,
    expiry_set_at: moment,
  })
  .transform((row) => ({
    organizationId: row.organization_id,
    environment: row.environment,
    applicationId: row.application_id,
    applicationName: row.application_name,
    apiKeyId: row.api_key_id,
    prefix: row.prefix,
    lastFour: row.last_four,
    expiresAt: row.expires_at,
    expirySetAt: row.expiry_set_at,
  }));
export type EndingApiKey = z.output<typeof endingApiKeySchema>;

/** Keys of living applications that end after `now` and not after `until`, in every organization; soonest first. */
export async function listEndingApiKeys(db: Database["db"], now: Date, until: Date): Promise<EndingApiKey[]> {
  const rows = await db.execute(
    sql`select * from api_keys_ending(${now.toISOString()}::timestamptz, ${until.toISOString()}::timestamptz)`,
  );
  return rows.map((row) => endingApiKeySchema.parse(row));
}

/** Whether another key of the same application goes on when this one has ended. */
export async function hasKeyBeyond(
  tx: Transaction,
  { applicationId, apiKeyId, expiresAt }: Pick<EndingApiKey, "applicationId" | "apiKeyId" | "expiresAt">,
): Promise<boolean> {
  const rows = await tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.applicationId, applicationId),
        ne(apiKeys.id, apiKeyId),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, expiresAt)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Applications that were not deleted, in the order of their names. */
export function listLivingApplications(tx: Transaction, organizationId: string) {
  return tx
    .select()
    .from(applications)
    .where(and(eq(applications.organizationId, organizationId), isNull(applications.deletedAt)))
    .orderBy(sql`lower(${applications.name})`, applications.id);
}

/** Every key of the organization that is accepted at `now`, soonest to end first. */
export function listLiveKeysOfOrganization(tx: Transaction, organizationId: string, now: Date) {
  return tx
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    )
    .orderBy(apiKeys.expiresAt, apiKeys.id);
}

/** Replacement keys that wait for somebody to claim them. */
export function listOpenKeyClaims(tx: Transaction, organizationId: string, now: Date) {
  return tx
    .select()
    .from(keyClaims)
    .where(
      and(
        eq(keyClaims.organizationId, organizationId),
        isNull(keyClaims.claimedAt),
        isNull(keyClaims.cancelledAt),
        gt(keyClaims.expiresAt, now),
      ),
    )
    .orderBy(keyClaims.expiresAt, keyClaims.id);
}
