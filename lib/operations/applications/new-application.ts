/** An application that comes into being: its row, its signing key, its first API key and what the history says of them. */
import type { ApplicationRow } from "@/db/queries/applications";
import { applications } from "@/db/schema";
import { newUuid, toPublicId } from "@/lib/ids";
import { viewApplication } from "@/lib/operations/applications/find";
import { actingUserId, issueApiKey } from "@/lib/operations/applications/issue-api-key";
import { type AdmittedKey, registerSigningKey } from "@/lib/operations/applications/register-signing-key";
import type { TransactionContext } from "@/lib/operations/operation";
import type { ApiPermission } from "@/lib/permissions";
import type { AddressList } from "@/lib/schemas/address-list";
import type { ApplicationView } from "@/lib/schemas/application";
import type { Environment } from "@/lib/schemas/common";

export const DEFAULT_RATE_LIMIT_PER_SECOND: Record<Environment, number> = { sandbox: 25, production: 100 };

export type NewApplication = {
  name: string;
  permissions: ApiPermission[];
  signingKey: AdmittedKey;
  /** The environment's default unless given. */
  rateLimitPerSecond?: number;
  addressList?: AddressList;
  /** The application whose set-up it has; `copiedFrom` is a public id. */
  copiedFrom?: { applicationId: string; name: string };
};

/** In the environment of the context's scope. `apiKey` is the raw key, which is in this result and nowhere else. */
export async function makeApplicationRow(
  context: TransactionContext,
  wanted: NewApplication,
): Promise<{ application: ApplicationView; apiKey: string; row: ApplicationRow }> {
  const { tx, scope, now } = context;
  const { name, permissions, addressList = { mode: "off", entries: [] } } = wanted;
  const row: ApplicationRow = {
    id: newUuid(),
    organizationId: scope.organizationId,
    environment: scope.environment,
    name,
    permissions,
    rateLimitPerSecond: wanted.rateLimitPerSecond ?? DEFAULT_RATE_LIMIT_PER_SECOND[scope.environment],
    addressList: addressList.entries,
    addressListMode: addressList.mode,
    disabledAt: null,
    disabledBy: null,
    disabledByName: null,
    disabledReason: null,
    deletedAt: null,
    stateVersion: 1,
    createdAt: now,
    createdByUserId: actingUserId(context),
  };
  await tx.insert(applications).values(row);
  const signingKey = await registerSigningKey(context, row.id, wanted.signingKey);
  const issued = await issueApiKey(context, row.id);
  const applicationId = toPublicId("application", row.id);
  const apiKeyId = toPublicId("apiKey", issued.uuid);
  context.audit({
    action: "application.created",
    environment: scope.environment,
    target: { kind: "application", id: applicationId },
    after: {
      name,
      permissions,
      ...(addressList.entries.length === 0
        ? {}
        : { addressListMode: addressList.mode, addressList: addressList.entries }),
      ...(wanted.copiedFrom === undefined
        ? {}
        : { copiedFrom: wanted.copiedFrom, rateLimitPerSecond: row.rateLimitPerSecond }),
      apiKeyId,
      apiKeyLastFour: issued.lastFour,
      signingKeyFingerprint: signingKey.fingerprint,
    },
  });
  context.audit({
    action: "api_key.created",
    environment: scope.environment,
    target: { kind: "api_key", id: apiKeyId },
    after: { applicationId, lastFour: issued.lastFour, expiresAt: null },
  });
  return { application: await viewApplication(context, row), apiKey: issued.apiKey, row };
}
