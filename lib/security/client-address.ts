/**
 * Where a request came from, when there are proxies in front. `X-Forwarded-For` is a list to which every proxy adds whom it
 * got the request from; whoever sends a request can begin one. So it is read from the right, as far as it was written by
 * proxies that the deployment trusts, and not at all where the peer is none of them. Pure.
 */
import {
  type Address,
  canonicalAddress,
  formatAddress,
  isInNetwork,
  networkOf,
  parseAddress,
} from "./network";

/** `peer`: the other end of the connection; `forwardedFor`: every `X-Forwarded-For` header, in order. */
export type ClientAddressReader = (
  peer: string | undefined,
  forwardedFor: readonly string[],
) => string | null;

/**
 * A reader for these proxies, given as addresses and networks; throws for what is neither. It gives the canonical address of
 * the first hop from the right that is no trusted proxy, and `null` where there is none or a hop before it is malformed:
 * nobody knows then who asks.
 */
export function clientAddressReader(trustedProxies: readonly string[]): ClientAddressReader {
  const trusted = trustedProxies.map(networkOf);
  const isTrusted = (address: Address) => trusted.some((network) => isInNetwork(address, network));
  return (peer, forwardedFor) => {
    // A link-local peer's zone says by which of our interfaces it came.
    const own = peer?.replace(/%.*$/, "") ?? "";
    if (trusted.length === 0) return canonicalAddress(own);
    const hops = forwardedFor.flatMap((header) => header.split(","));
    for (const hop of [...hops.map(withoutPort), own].reverse()) {
      const address = parseAddress(hop);
      if (address === null) return null;
      if (!isTrusted(address)) return formatAddress(address);
    }
    return null;
  };
}

/** Some proxies add the port: `192.0.2.1:49152`, `[2001:db8::1]:49152`, or the brackets alone. */
function withoutPort(hop: string): string {
  const text = hop.trim();
  const parts = /^(?:\[(?<ipv6>[^\]]*:[^\]]*)\]|(?<ipv4>[0-9.]+))(?::[0-9]{1,5})?$/.exec(text)?.groups;
  return parts?.ipv6 ?? parts?.ipv4 ?? text;
}
