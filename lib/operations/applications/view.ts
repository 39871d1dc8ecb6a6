/** Rows of an application and its credentials as the world sees them. */
import type {
  ApiKeyRow,
  ApplicationCredentials,
  ApplicationRow,
  SigningKeyRow,
} from "@/db/queries/applications";
import { toPublicId } from "@/lib/ids";
import type { ApiKeyView, ApplicationView, SigningKeyView } from "@/lib/schemas/application";

export function toApplicationView(
  row: ApplicationRow,
  credentials: ApplicationCredentials,
  now: Date,
): ApplicationView {
  const keys = credentials.apiKeys.filter((key) => key.applicationId === row.id);
  const lastUsedAt = keys.reduce<Date | null>(
    (latest, { lastUsedAt: used }) => (used !== null && (latest === null || used > latest) ? used : latest),
    null,
  );
  const creator = (userId: string | null) => {
    const displayName = userId === null ? undefined : credentials.creators.get(userId);
    if (userId === null || displayName === undefined) return null;
    return { id: toPublicId("user", userId), displayName };
  };
  return {
    id: toPublicId("application", row.id),
    name: row.name,
    environment: row.environment,
    status: row.disabledAt === null ? "enabled" : "disabled",
    disabledAt: row.disabledAt?.toISOString() ?? null,
    disabledBy: row.disabledBy,
    disabledByName: row.disabledByName,
    disabledReason: row.disabledReason,
    permissions: row.permissions,
    rateLimitPerSecond: row.rateLimitPerSecond,
    createdAt: row.createdAt.toISOString(),
    createdBy: creator(row.createdByUserId),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    apiKeys: keys.map((key) => ({
      id: toPublicId("apiKey", key.id),
      prefix: key.prefix,
      lastFour: key.lastFour,
      status: apiKeyStatus(key, now),
      createdAt: key.createdAt.toISOString(),
      createdBy: creator(key.createdByUserId),
      expiresAt: key.expiresAt?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      lastUsedAddress: null,
      lastUsedUserAgent: null,
    })),
    signingKeys: credentials.signingKeys
      .filter((key) => key.applicationId === row.id)
      .map((key) => ({
        id: toPublicId("signingKey", key.id),
        fingerprint: key.fingerprint,
        modulusBits: key.modulusBits,
        publicKeyPem: key.publicKeyPem,
        status: signingKeyStatus(key, now),
        createdAt: key.createdAt.toISOString(),
        createdBy: creator(key.createdByUserId),
        retiresAt: key.retiresAt?.toISOString() ?? null,
        lastUsedAt: null,
        lastUsedAddress: null,
        lastUsedUserAgent: null,
      })),
    keyClaim: null,
  };
}

/** A key's state at `now`; a date that passed counts at once, whether or not any job has noticed. */
export function apiKeyStatus(
  key: Pick<ApiKeyRow, "revokedAt" | "expiresAt">,
  now: Date,
): ApiKeyView["status"] {
  if (key.revokedAt !== null) return "revoked";
  if (key.expiresAt === null) return "active";
  return key.expiresAt > now ? "expiring" : "expired";
}

export function signingKeyStatus(key: Pick<SigningKeyRow, "retiresAt">, now: Date): SigningKeyView["status"] {
  if (key.retiresAt === null) return "active";
  return key.retiresAt > now ? "retiring" : "retired";
}
