/** Which keys and permissions an application uses: what a rotation goes by. */
import { z } from "zod";
import { type ApplicationRow, listShownApiKeys, listSigningKeyRows } from "@/db/queries/applications";
import {
  listLastUse,
  listTrafficMinutes,
  sumTraffic,
  type TrafficMinute,
  type TrafficTotals,
} from "@/db/queries/usage";
import { toPublicId } from "@/lib/ids";
import { requireApplication } from "@/lib/operations/applications/find";
import { newestUse } from "@/lib/operations/applications/last-use";
import { loadPermissionUse } from "@/lib/operations/applications/permission-use";
import { shownSigningKeys } from "@/lib/operations/applications/shown-signing-keys";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import { unusedPermissions } from "@/lib/permission-use";
import { applicationUsageSchema, type RequestCounts } from "@/lib/schemas/application";

const HOUR_SECONDS = 3600;

export const getApplicationUsage = readOperation({
  name: "getApplicationUsage",
  summary: "Show which keys carry an application's traffic and when each permission was last used",
  permission: "APPLICATIONS_READ",
  input: z.strictObject({ applicationId: z.string() }),
  output: applicationUsageSchema,
  run: async (context, { applicationId }) => {
    const application = await requireApplication(context, applicationId);
    const { apiKeys, signing, totals, minutes, lastUse, permissionUse } = await loadUsage(
      context,
      application,
    );
    const shown = shownSigningKeys(signing, context.now);
    const shownId = new Map(
      shown.flatMap(({ id, rowIds }) => [...rowIds].map((rowId) => [rowId, id] as const)),
    );
    return {
      serverTime: context.now.toISOString(),
      apiKeys: apiKeys.map(({ id }) => ({
        id: toPublicId("apiKey", id),
        requests: addUp(totals.filter(({ apiKeyId }) => apiKeyId === id)),
        ...newestUse(lastUse.filter(({ apiKeyId }) => apiKeyId === id)),
      })),
      signingKeys: shown.map(({ id, rowIds }) => ({
        id: toPublicId("signingKey", id),
        requests: addUp(totals.filter(({ signingKeyId }) => rowIds.has(signingKeyId))),
        ...newestUse(lastUse.filter(({ signingKeyId }) => rowIds.has(signingKeyId))),
      })),
      minutes: mergeMinutes(minutes, shownId),
      permissions: permissionUse.map(({ permission, grantedAt, lastUsedAt }) => ({
        permission,
        grantedAt: grantedAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
      unusedPermissions: unusedPermissions(permissionUse, context.now),
    };
  },
});

async function loadUsage(
  { tx, scope, now }: Pick<TransactionContext, "tx" | "scope" | "now">,
  application: ApplicationRow,
) {
  const { id } = application;
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const hour = before(HOUR_SECONDS);
  const after = { hour, day: before(24 * HOUR_SECONDS), week: before(7 * 24 * HOUR_SECONDS) };
  const [apiKeys, signing, totals, minutes, lastUse, permissionUse] = await Promise.all([
    listShownApiKeys(tx, scope.organizationId, [id], now),
    listSigningKeyRows(tx, scope.organizationId, [id]),
    sumTraffic(tx, id, after),
    listTrafficMinutes(tx, id, hour),
    listLastUse(tx, scope.organizationId, [id]),
    loadPermissionUse({ tx, scope }, application),
  ]);
  return { apiKeys, signing, totals, minutes, lastUse, permissionUse };
}

function addUp(rows: readonly TrafficTotals[]): RequestCounts {
  const sum = (window: "hour" | "day" | "week") => rows.reduce((total, row) => total + row[window], 0);
  return { hour: sum("hour"), day: sum("day"), week: sum("week") };
}

/** Under the ids that are shown: a signing key that returned has rows of earlier times. */
function mergeMinutes(rows: readonly TrafficMinute[], shownId: ReadonlyMap<string, string>) {
  const merged = new Map<
    string,
    { minute: string; apiKeyId: string; signingKeyId: string; requests: number }
  >();
  for (const row of rows) {
    const minute = row.minute.toISOString();
    const signingKeyId = shownId.get(row.signingKeyId) ?? row.signingKeyId;
    const cell = `${minute} ${row.apiKeyId} ${signingKeyId}`;
    merged.set(cell, {
      minute,
      apiKeyId: toPublicId("apiKey", row.apiKeyId),
      signingKeyId: toPublicId("signingKey", signingKeyId),
      requests: row.requests + (merged.get(cell)?.requests ?? 0),
    });
  }
  return [...merged.values()];
}
