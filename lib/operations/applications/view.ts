/** Rows of an application and its credentials as the world sees them. */
import type {
  ApiKeyRow,
  ApplicationCredentials,
  ApplicationRow,
  SigningKeyRow,
} from "@/db/queries/applications";
import type { KeyClaimRow } from "@/db/queries/key-claims";
import { toPublicId } from "@/lib/ids";
import { newestUse } from "@/lib/operations/applications/last-use";
import { shownSigningKeys } from "@/lib/operations/applications/shown-signing-keys";
import type { ApiKeyView, ApplicationView, KeyClaimView, SigningKeyView } from "@/lib/schemas/application";

export function toApplicationView(
  row: ApplicationRow,
  credentials: ApplicationCredentials,
  now: Date,
): ApplicationView {
  const ofRow = <Owned extends { applicationId: string }>(rows: readonly Owned[]) =>
    rows.filter(({ applicationId }) => applicationId === row.id);
  const lastUse = ofRow(credentials.lastUse);
  const [claim] = ofRow(credentials.keyClaims);
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
    addressList: { mode: row.addressListMode, entries: row.addressList },
    createdAt: row.createdAt.toISOString(),
    createdBy: creator(row.createdByUserId),
    lastUsedAt: newestUse(lastUse).lastUsedAt,
    apiKeys: ofRow(credentials.apiKeys).map((key) => ({
      id: toPublicId("apiKey", key.id),
      prefix: key.prefix,
      lastFour: key.lastFour,
      status: apiKeyStatus(key, now),
      createdAt: key.createdAt.toISOString(),
      createdBy: creator(key.createdByUserId),
      expiresAt: key.expiresAt?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
      ...newestUse(lastUse.filter(({ apiKeyId }) => apiKeyId === key.id)),
    })),
    signingKeys: shownSigningKeys(ofRow(credentials.signingKeys), now).map((key) => ({
      id: toPublicId("signingKey", key.id),
      fingerprint: key.fingerprint,
      modulusBits: key.modulusBits,
      publicKeyPem: key.publicKeyPem,
      status: signingKeyStatus(key, now),
      createdAt: key.createdAt.toISOString(),
      createdBy: creator(key.createdByUserId),
      retiresAt: key.retiresAt?.toISOString() ?? null,
      ...newestUse(lastUse.filter(({ signingKeyId }) => key.rowIds.has(signingKeyId))),
    })),
    keyClaim: claim === undefined ? null : toKeyClaimView(claim),
  };
}

export function toKeyClaimView(row: KeyClaimRow): KeyClaimView {
  return {
    id: toPublicId("keyClaim", row.id),
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdByName,
    reason: row.reason,
    graceSeconds: row.graceSeconds,
    graceUntil: row.graceUntil?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
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

export function signingKeyStatus(
  key: Pick<SigningKeyRow, "retiresAt" | "retiredAt">,
  now: Date,
): SigningKeyView["status"] {
  if (key.retiresAt === null) return "active";
  return key.retiredAt === null && key.retiresAt > now ? "retiring" : "retired";
}
