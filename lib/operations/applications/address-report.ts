/** Where an application's requests came from, held against its address list or one that somebody thinks of. */
import { z } from "zod";
import { type AddressTraffic, firstRememberedDay, listAddressTraffic } from "@/db/queries/address-traffic";
import type { ApplicationRow } from "@/db/queries/applications";
import { listLastUse } from "@/db/queries/usage";
import { isListed } from "@/lib/auth/address-list";
import { addressListOf } from "@/lib/operations/applications/address-list";
import { requireApplication } from "@/lib/operations/applications/find";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import {
  type AddressReport,
  addressReportSchema,
  previewAddressListSchema,
} from "@/lib/schemas/address-list";
import { isWithin, networkOf } from "@/lib/security/network";

const SHOWN_ADDRESSES = 100;

export const getApplicationAddresses = readOperation({
  name: "getApplicationAddresses",
  summary: "Show where an API application's requests came from, held against its address list",
  permission: "APPLICATIONS_READ",
  input: z.strictObject({ applicationId: z.string() }),
  output: addressReportSchema,
  run: async (context, { applicationId }) => {
    const row = await requireApplication(context, applicationId);
    return report(context, row, addressListOf(row).entries);
  },
});

export const previewApplicationAddressList = readOperation({
  name: "previewApplicationAddressList",
  summary: "Show what an address list would have refused, without setting it",
  permission: "APPLICATIONS_READ",
  input: previewAddressListSchema,
  output: addressReportSchema,
  run: async (context, { applicationId, entries }) =>
    report(context, await requireApplication(context, applicationId), entries),
});

type Context = Pick<TransactionContext, "tx" | "scope" | "now">;

async function report(
  context: Context & Pick<TransactionContext, "origin">,
  application: ApplicationRow,
  entries: readonly string[],
): Promise<AddressReport> {
  const { now, origin } = context;
  const networks = entries.map(networkOf);
  const seen = await loadAddresses(context, application);
  const known = seen
    .filter(({ address }) => address !== "other")
    .map(({ address, lastSeenAt, ...counts }) => ({
      address: address === "unknown" ? null : address,
      isListed: isListed(networks, address),
      ...counts,
      lastSeenAt: lastSeenAt.toISOString(),
    }));
  const notListed = known.filter((row) => !row.isListed);
  const listed = known.filter((row) => row.isListed);
  return {
    serverTime: now.toISOString(),
    since: `${firstRememberedDay(now)}T00:00:00.000Z`,
    notes: notesOn(entries),
    yourAddress: { address: origin.address, isListed: isListed(networks, origin.address) },
    requests: sumOf(seen),
    requestsNotListed: sumOf(notListed),
    addressesNotListed: notListed.length,
    addresses: [...notListed, ...listed].slice(0, SHOWN_ADDRESSES),
    otherRequests: sumOf(seen.filter(({ address }) => address === "other")),
  };
}

/** Where requests came from, with what is known from before requests were counted by address: each pair of keys remembers where it was last used. */
export async function loadAddresses(
  { tx, scope, now }: Context,
  { id }: Pick<ApplicationRow, "id">,
): Promise<readonly AddressTraffic[]> {
  const [counted, lastUse] = await Promise.all([
    listAddressTraffic(tx, scope.organizationId, id, now),
    listLastUse(tx, scope.organizationId, [id]),
  ]);
  const since = Date.parse(firstRememberedDay(now));
  const uncounted = new Map(
    lastUse
      .filter(({ lastUsedAt }) => lastUsedAt.getTime() >= since)
      .map(({ address, lastUsedAt }) => [address ?? "unknown", lastUsedAt] as const)
      .filter(([address]) => counted.every((row) => row.address !== address)),
  );
  const once = [...uncounted].map(([address, lastSeenAt]) => ({
    address,
    requests: 1,
    refused: 0,
    lastSeenAt,
  }));
  return [...counted, ...once];
}

function sumOf(rows: readonly { requests: number }[]): number {
  return rows.reduce((sum, { requests }) => sum + requests, 0);
}

/** What is odd about a list, though not wrong. */
function notesOn(entries: readonly string[]): string[] {
  const networks = entries.map((text) => ({ text, network: networkOf(text) }));
  return networks.flatMap(({ text, network }) => {
    if (network.prefixLength === 0) {
      return [`${text} is every ${text.includes(":") ? "IPv6" : "IPv4"} address there is.`];
    }
    const outer = networks.find((other) => other.text !== text && isWithin(network, other.network));
    return outer === undefined ? [] : [`${text} lies within ${outer.text} already.`];
  });
}
