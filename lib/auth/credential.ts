/** What authentication knows of an API key: its state and the state of everything it depends on. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import type { EffectiveAddressList } from "@/lib/auth/address-list";
import { withDeadline } from "@/lib/database-errors";
import type { ApiPermission } from "@/lib/permissions";
import { addressListModeSchema } from "@/lib/schemas/address-list";
import { apiPermissionSchema } from "@/lib/schemas/application";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import { networkOf } from "@/lib/security/network";
import { loadVerificationKey, type VerificationKey } from "@/lib/security/verification-key";

export type CredentialSigningKey = VerificationKey & { id: string; retiresAtMilliseconds: number | null };

export type Credential = {
  apiKeyId: string;
  lastFour: string;
  keyExpiresAt: Date | null;
  keyRevokedAt: Date | null;
  applicationId: string;
  applicationName: string;
  environment: Environment;
  permissions: readonly ApiPermission[];
  /** The same, made once for all requests. */
  permissionSet: ReadonlySet<ApiPermission>;
  rateLimitPerSecond: number;
  addressList: EffectiveAddressList;
  applicationDisabledAt: Date | null;
  applicationDeletedAt: Date | null;
  applicationVersion: string;
  organizationId: string;
  organizationSuspendedAt: Date | null;
  organizationVersion: string;
  signingKeys: readonly CredentialSigningKey[];
};

const instant = z
  .union([z.date(), z.string()])
  .transform((value) => new Date(value))
  .nullable();

const rowSchema = z.object({
  api_key_id: z.string(),
  last_four: z.string(),
  key_expires_at: instant,
  key_revoked_at: instant,
  application_id: z.string(),
  application_name: z.string(),
  environment: environmentSchema,
  permission_list: z.array(apiPermissionSchema),
  rate_limit_per_second: z.number(),
  address_entries: z.array(z.string()),
  address_list_mode: addressListModeSchema,
  application_disabled_at: instant,
  application_deleted_at: instant,
  application_version: z.string(),
  organization_id: z.string(),
  organization_suspended_at: instant,
  organization_version: z.string(),
  signing_keys: z.array(
    z.object({
      id: z.string(),
      fingerprint: z.string(),
      publicKeyPem: z.string(),
      retiresAtMilliseconds: z.number().nullable(),
    }),
  ),
});

/** Reads the truth about a key by its hashes (one per pepper version); `null` when no key has one of them. */
export async function loadCredential(
  database: Database,
  keyHashes: readonly Buffer[],
): Promise<Credential | null> {
  const hashes = sql.join(
    keyHashes.map((hash) => sql`${hash}::bytea`),
    sql`, `,
  );
  const rows = await withDeadline(
    database.db.execute(
      sql`select found.*, to_jsonb(found.permissions) as permission_list,
        to_jsonb(found.address_list) as address_entries from lookup_api_key(array[${hashes}]) as found`,
    ),
  );
  if (rows[0] === undefined) return null;
  const row = rowSchema.parse(rows[0]);
  return {
    apiKeyId: row.api_key_id,
    lastFour: row.last_four,
    keyExpiresAt: row.key_expires_at,
    keyRevokedAt: row.key_revoked_at,
    applicationId: row.application_id,
    applicationName: row.application_name,
    environment: row.environment,
    permissions: row.permission_list,
    permissionSet: new Set(row.permission_list),
    rateLimitPerSecond: row.rate_limit_per_second,
    addressList: { mode: row.address_list_mode, networks: row.address_entries.map(networkOf) },
    applicationDisabledAt: row.application_disabled_at,
    applicationDeletedAt: row.application_deleted_at,
    applicationVersion: row.application_version,
    organizationId: row.organization_id,
    organizationSuspendedAt: row.organization_suspended_at,
    organizationVersion: row.organization_version,
    signingKeys: row.signing_keys.map((key) => ({
      id: key.id,
      retiresAtMilliseconds: key.retiresAtMilliseconds,
      ...loadVerificationKey(key.publicKeyPem, key.fingerprint),
    })),
  };
}
