/** What a change would have refused of the last thirty days' requests: said before the change is made. */
import type { z } from "zod";
import { firstRememberedDay } from "@/db/queries/address-traffic";
import { listLiveApiKeys } from "@/db/queries/api-keys";
import { type ApplicationRow, listShownApiKeys, listSigningKeyRows } from "@/db/queries/applications";
import {
  findCountingSince,
  listBusiestAddresses,
  listRequestRates,
  sumByPermission,
  sumDailyTraffic,
  type TrafficFilter,
} from "@/db/queries/daily-traffic";
import { listVerifyingKeys } from "@/db/queries/signing-keys";
import { isListed } from "@/lib/auth/address-list";
import { validationFailed } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { loadAddresses } from "@/lib/operations/applications/address-report";
import { requireApplication } from "@/lib/operations/applications/find";
import { refusedByLimit } from "@/lib/operations/applications/refused-by-limit";
import { shownSigningKeys } from "@/lib/operations/applications/shown-signing-keys";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import { type WhatIf, whatIfInputSchema, whatIfSchema } from "@/lib/schemas/what-if";
import { networkOf } from "@/lib/security/network";

const SHOWN_ADDRESSES = 5;

type Context = Pick<TransactionContext, "tx" | "scope" | "now">;
type Input = z.output<typeof whatIfInputSchema>;
type Figures = Omit<WhatIf, "serverTime" | "since" | "isComplete" | "isApproximate">;

export const previewChange = readOperation({
  name: "previewChange",
  summary: "Show which of an API application's recent requests a change would have refused",
  permission: "APPLICATIONS_READ",
  input: whatIfInputSchema,
  output: whatIfSchema,
  run: async (context, input) => {
    const application = await requireApplication(context, input.applicationId);
    const span = await spanOf(context, application, input);
    const figures = await figuresOf(context, application, input);
    return {
      serverTime: context.now.toISOString(),
      ...span,
      isApproximate: input.change === "rate_limit",
      ...figures,
    };
  },
});

/** Which time the figures are of. Addresses were counted long before the rest, and say as much as they always did. */
async function spanOf(
  { tx, now }: Context,
  { createdAt }: ApplicationRow,
  { change }: Input,
): Promise<Pick<WhatIf, "since" | "isComplete">> {
  const window = new Date(firstRememberedDay(now));
  if (change === "address_list") return { since: window.toISOString(), isComplete: true };
  const counting = await findCountingSince(tx);
  const isComplete = counting <= window || counting <= createdAt;
  return { since: (counting > window ? counting : window).toISOString(), isComplete };
}

async function figuresOf(context: Context, application: ApplicationRow, input: Input): Promise<Figures> {
  switch (input.change) {
    case "rate_limit":
      return figuresOfLimit(context, application, input.perSecond);
    case "address_list":
      return figuresOfList(context, application, input.entries);
    default:
      return figuresOfTraffic(context, application, await filterOf(context, application, input));
  }
}

type OtherChange = Exclude<Input, { change: "rate_limit" | "address_list" }>;

/** What a request must have used to be refused by the change. */
async function filterOf(
  { tx, scope, now }: Context,
  application: ApplicationRow,
  input: OtherChange,
): Promise<TrafficFilter> {
  const { id, permissions } = application;
  switch (input.change) {
    case "disable":
    case "delete":
      return { used: "anything" };
    case "permissions": {
      const lost = permissions.filter((permission) => !input.permissions.includes(permission));
      return { used: "permissions", permissions: lost };
    }
    case "revoke_key": {
      const keys = await listShownApiKeys(tx, scope.organizationId, [id], now);
      const key = keys.find((row) => row.id === fromPublicId("apiKey", input.apiKeyId));
      if (key === undefined) {
        throw validationFailed([{ path: "apiKeyId", message: "The application has no API key of this id." }]);
      }
      return { used: "apiKeys", ids: [key.id] };
    }
    case "replace_keys": {
      const live = await listLiveApiKeys(tx, id, now);
      return { used: "apiKeys", ids: live.map((row) => row.id) };
    }
    case "replace_signing_key":
    case "end_overlap": {
      const { current, retiring } = await listVerifyingKeys(tx, id, now);
      const ending = input.change === "end_overlap" ? [retiring] : [current, retiring];
      const endingIds = ending.map((row) => row?.id);
      // A key that returned has rows of earlier times, which counted its requests then.
      const shown = shownSigningKeys(await listSigningKeyRows(tx, scope.organizationId, [id]), now);
      const rows = shown.filter((key) => endingIds.includes(key.id)).flatMap(({ rowIds }) => [...rowIds]);
      return { used: "signingKeys", ids: rows };
    }
  }
}

async function figuresOfTraffic(
  { tx, scope, now }: Context,
  { id }: ApplicationRow,
  filter: TrafficFilter,
): Promise<Figures> {
  const tenant = { organizationId: scope.organizationId, applicationId: id };
  const [totals, addresses, permissions] = await Promise.all([
    sumDailyTraffic(tx, tenant, filter, now),
    listBusiestAddresses(tx, tenant, filter, { now, limit: SHOWN_ADDRESSES }),
    sumByPermission(tx, tenant, filter, now),
  ]);
  return {
    requests: totals.all,
    refused: totals.matching,
    lastAt: totals.lastAt?.toISOString() ?? null,
    addresses: addresses.map(({ address, requests, lastAt }) => ({
      address: knownAddress(address),
      requests,
      lastAt: lastAt.toISOString(),
    })),
    moreAddresses: (addresses[0]?.addresses ?? 0) - addresses.length,
    otherRequests: totals.matchingOther,
    permissions: permissions.map(shownPermission),
    seconds: null,
  };
}

/** Held against the addresses as they are counted for the list; what these used is known for as long as that is counted. */
async function figuresOfList(
  context: Context,
  application: ApplicationRow,
  entries: readonly string[],
): Promise<Figures> {
  const { tx, scope, now } = context;
  const networks = entries.map(networkOf);
  const seen = await loadAddresses(context, application);
  const missing = seen.filter(
    ({ address, requests }) => requests > 0 && address !== "other" && !isListed(networks, address),
  );
  const tenant = { organizationId: scope.organizationId, applicationId: application.id };
  const filter = { used: "addresses" as const, addresses: missing.map(({ address }) => address) };
  const permissions = await sumByPermission(tx, tenant, filter, now);
  const last = Math.max(...missing.map(({ lastSeenAt }) => lastSeenAt.getTime()));
  return {
    requests: sumOf(seen),
    refused: sumOf(missing),
    lastAt: missing.length === 0 ? null : new Date(last).toISOString(),
    addresses: missing.slice(0, SHOWN_ADDRESSES).map(({ address, requests, lastSeenAt }) => ({
      address: knownAddress(address),
      requests,
      lastAt: lastSeenAt.toISOString(),
    })),
    moreAddresses: Math.max(0, missing.length - SHOWN_ADDRESSES),
    otherRequests: sumOf(seen.filter(({ address }) => address === "other")),
    permissions: permissions.map(shownPermission),
    seconds: null,
  };
}

async function figuresOfLimit(
  { tx, scope, now }: Context,
  { id }: ApplicationRow,
  perSecond: number,
): Promise<Figures> {
  const tenant = { organizationId: scope.organizationId, applicationId: id };
  const { lastAt, ...figures } = refusedByLimit(await listRequestRates(tx, tenant, now), perSecond);
  return {
    ...figures,
    lastAt: lastAt?.toISOString() ?? null,
    addresses: [],
    moreAddresses: 0,
    otherRequests: 0,
    permissions: [],
  };
}

function knownAddress(address: string): string | null {
  return address === "unknown" ? null : address;
}

type PermissionRow = Awaited<ReturnType<typeof sumByPermission>>[number];

function shownPermission({ permission, requests, lastAt }: PermissionRow): WhatIf["permissions"][number] {
  return {
    permission: permission === "none" ? null : permission,
    requests,
    lastAt: lastAt.toISOString(),
  };
}

function sumOf(rows: readonly { requests: number }[]): number {
  return rows.reduce((sum, { requests }) => sum + requests, 0);
}
