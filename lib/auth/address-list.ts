/** Whether an application takes requests from an address. Pure; asked of the database's truth and, as a guess, of the cache. */
import { ApiError } from "@/lib/errors";
import type { AddressListMode } from "@/lib/schemas/address-list";
import { isInNetwork, type Network, parseAddress } from "@/lib/security/network";

export type EffectiveAddressList = { mode: AddressListMode; networks: readonly Network[] };

/** Whether a list holds the address; one that nobody knows is on no list. */
export function isListed(networks: readonly Network[], address: string | null): boolean {
  const parsed = address === null ? null : parseAddress(address);
  return parsed !== null && networks.some((network) => isInNetwork(parsed, network));
}

/**
 * The refusal of a request from an address that an enforced list lacks, or `null`. It does not say what is on the list:
 * whoever holds a stolen key would read from where to use it.
 */
export function checkAddress(
  { mode, networks }: EffectiveAddressList,
  address: string | null,
  now: Date,
): ApiError | null {
  if (mode !== "enforce" || isListed(networks, address)) return null;
  const message =
    address === null
      ? "This application takes requests only from the addresses on its list, and where this one came from is not known: the proxies before this platform did not say. Ask the operator to look at them."
      : `This application takes requests only from the addresses on its list, and ${address} is not on it. Send the request from one that is, or add this one on the application's page under Network & limits.`;
  return new ApiError("forbidden", "ip_not_allowed", message, {
    expected: "an address on the application's list",
    received: address ?? "unknown",
    serverTime: Math.floor(now.getTime() / 1000),
  });
}
