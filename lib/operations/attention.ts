import { z } from "zod";
import type { ApiKeyRow, ApplicationRow } from "@/db/queries/applications";
import {
  listLiveKeysOfOrganization,
  listLivingApplications,
  listOpenKeyClaims,
} from "@/db/queries/attention";
import { listPermissionGrants, listPermissionUse } from "@/db/queries/usage";
import { listTroubledEndpoints, type WebhookEndpointRow } from "@/db/queries/webhooks";
import { toPublicId } from "@/lib/ids";
import { permissionUseOf } from "@/lib/operations/applications/permission-use";
import { readOperation } from "@/lib/operations/operation";
import { type PermissionUse, unusedPermissions } from "@/lib/permission-use";
import { type AttentionItem, attentionSchema, NOTICE_DAYS } from "@/lib/schemas/attention";

const SOON_MILLISECONDS = Math.max(...NOTICE_DAYS) * 86_400_000;

/** What is broken first, then what will break, the soonest first. */
export const getAttention = readOperation({
  name: "getAttention",
  summary: "List what the organization should act on soon, in both environments",
  permission: "APPLICATIONS_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: attentionSchema,
  run: async ({ tx, scope, now, principal }) => {
    const [living, keys, claims, webhooks] = await Promise.all([
      listLivingApplications(tx, scope.organizationId),
      listLiveKeysOfOrganization(tx, scope.organizationId, now),
      listOpenKeyClaims(tx, scope.organizationId, now),
      principal.permissions.has("WEBHOOKS_READ") ? listTroubledEndpoints(tx, scope.organizationId) : [],
    ]);
    const [uses, grants] = await Promise.all([
      listPermissionUse(
        tx,
        scope.organizationId,
        living.map(({ id }) => id),
      ),
      listPermissionGrants(tx, scope.organizationId),
    ]);
    const byId = new Map(living.map((application) => [application.id, application]));
    const unclaimed = claims.flatMap<AttentionItem>((claim) => {
      const application = byId.get(claim.applicationId);
      if (application === undefined) return [];
      const { createdByName, expiresAt } = claim;
      return {
        kind: "key_unclaimed",
        ...about(application),
        createdByName,
        expiresAt: expiresAt.toISOString(),
      };
    });
    const ending = keys.flatMap<AttentionItem>((key) => {
      const application = byId.get(key.applicationId);
      return application === undefined ? [] : endingSoon(key, application, keys, now);
    });
    const withKey = new Set([...keys, ...claims].map(({ applicationId }) => applicationId));
    return {
      items: [
        ...living.flatMap(disabledByOperator),
        ...living.flatMap((application) => withoutKey(application, withKey)),
        ...webhooks.flatMap(troubled),
        ...unclaimed,
        ...ending,
        ...living.flatMap((application) =>
          unused(application, permissionUseOf(application, uses, grants), now),
        ),
      ],
    };
  },
});

function troubled({
  id,
  environment,
  url,
  disabledBy,
  disabledAt,
  ...row
}: WebhookEndpointRow): AttentionItem[] {
  const since = disabledAt ?? row.failingSince;
  if (since === null || disabledBy === "partner") return [];
  return [
    {
      kind: "webhook_troubled",
      environment,
      webhookId: toPublicId("webhookEndpoint", id),
      url,
      disabledBy,
      disabledReason: row.disabledReason,
      since: since.toISOString(),
    },
  ];
}

function about({ id, name, environment }: ApplicationRow) {
  return { applicationId: toPublicId("application", id), applicationName: name, environment };
}

function disabledByOperator(application: ApplicationRow): AttentionItem[] {
  const { disabledAt, disabledBy, disabledByName, disabledReason } = application;
  if (disabledAt === null || disabledBy !== "operator") return [];
  return [
    {
      kind: "disabled_by_operator",
      ...about(application),
      disabledAt: disabledAt.toISOString(),
      disabledByName,
      disabledReason,
    },
  ];
}

/** An application that is disabled anyway needs no key, and one with a key to claim has its way out already. */
function withoutKey(application: ApplicationRow, withKey: ReadonlySet<string>): AttentionItem[] {
  if (application.disabledAt !== null || withKey.has(application.id)) return [];
  return [{ kind: "no_live_key", ...about(application) }];
}

/** One that is disabled can use nothing, so it has nothing to fear from what it may. */
function unused(application: ApplicationRow, uses: readonly PermissionUse[], now: Date): AttentionItem[] {
  const permissions = unusedPermissions(uses, now);
  if (application.disabledAt !== null || permissions.length === 0) return [];
  return [{ kind: "permissions_unused", ...about(application), permissions }];
}

function endingSoon(
  key: ApiKeyRow,
  application: ApplicationRow,
  keys: readonly ApiKeyRow[],
  now: Date,
): AttentionItem[] {
  const { expiresAt } = key;
  if (expiresAt === null || expiresAt.getTime() > now.getTime() + SOON_MILLISECONDS) return [];
  const goesOn = (other: ApiKeyRow) =>
    other.applicationId === application.id && (other.expiresAt === null || other.expiresAt > expiresAt);
  return [
    {
      kind: "key_ending",
      ...about(application),
      apiKeyId: toPublicId("apiKey", key.id),
      prefix: key.prefix,
      lastFour: key.lastFour,
      expiresAt: expiresAt.toISOString(),
      isReplaced: keys.some(goesOn),
    },
  ];
}
