/**
 * Addresses and networks of IPv4 and IPv6 (RFC 4291, RFC 4632), each with one canonical spelling (RFC 5952). An IPv4 address
 * inside an IPv6 one (`::ffff:192.0.2.1`, RFC 4291, section 2.5.5.2) is that IPv4 address. Pure.
 */
import ipaddr, { type IPv4, type IPv6 } from "ipaddr.js";

export type Address = IPv4 | IPv6;
export type Network = { address: Address; prefixLength: number };

export type ParsedNetwork =
  | { ok: true; network: Network }
  /** `suggestion`: the network that was probably meant. */
  | { ok: false; problem: string; suggestion?: string };

const MAPPED_PREFIX_LENGTH = 96;

/** No address is longer: eight groups of which the last two are an IPv4 address. */
const MAXIMUM_CHARACTERS = 45;

/** What texts were read as: the same few come with every request, and reading IPv6 takes as long as verifying a signature. */
const known = new Map<string, Address | null>();
const MAXIMUM_KNOWN = 2_000;

/** An address in the usual spellings, or `null`: no leading zeros, no short forms of IPv4, no zone. */
export function parseAddress(text: string): Address | null {
  if (text.length > MAXIMUM_CHARACTERS) return null;
  const before = known.get(text);
  if (before !== undefined) return before;
  const address = readAddress(text);
  if (known.size >= MAXIMUM_KNOWN) known.clear();
  known.set(text, address);
  return address;
}

function readAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(":") || !hasPlainIpv4Tail(text)) return null;
  return ipaddr.IPv6.isValid(text) ? unmapped(ipaddr.IPv6.parse(text)) : null;
}

/** The canonical spelling. */
export function formatAddress(address: Address): string {
  return "octets" in address ? address.toString() : address.toRFC5952String();
}

/** The canonical spelling of an address in any, or `null` for what is no address. */
export function canonicalAddress(text: string): string | null {
  const address = parseAddress(text);
  return address === null ? null : formatAddress(address);
}

/** One address, or a network in CIDR notation whose host bits are zero; says what is wrong with anything else. */
export function parseNetwork(text: string): ParsedNetwork {
  const [before = "", length, ...more] = text.split("/");
  const address = parseAddress(before);
  if (address === null || more.length > 0) return { ok: false, problem: EXPECTED };
  const bits = bitsOf(address);
  if (length === undefined) return { ok: true, network: { address, prefixLength: bits } };
  const prefixLength = prefixLengthOf(before, length, bits);
  if (prefixLength === null)
    return { ok: false, problem: `Expected a prefix length from 0 to ${bits} after the slash.` };
  const first = firstAddressOf(address, prefixLength);
  if (formatAddress(first) === formatAddress(address))
    return { ok: true, network: { address, prefixLength } };
  const suggestion = formatNetwork({ address: first, prefixLength });
  return {
    ok: false,
    problem: `Bits after the prefix are set. The network is ${suggestion}; one address alone is ${formatAddress(address)}.`,
    suggestion,
  };
}

/** The same for text that is known to be one; throws otherwise. */
export function networkOf(text: string): Network {
  const parsed = parseNetwork(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.network;
}

/** The canonical spelling: one address without a prefix length. */
export function formatNetwork({ address, prefixLength }: Network): string {
  const text = formatAddress(address);
  return prefixLength === bitsOf(address) ? text : `${text}/${prefixLength}`;
}

/** Whether `address` is one of `network`'s; IPv4 and IPv6 never are of each other. */
export function isInNetwork(address: Address, network: Network): boolean {
  return address.kind() === network.address.kind() && address.match(network.address, network.prefixLength);
}

/** Whether every address of `inner` is one of `outer`'s. */
export function isWithin(inner: Network, outer: Network): boolean {
  return inner.prefixLength >= outer.prefixLength && isInNetwork(inner.address, outer);
}

const EXPECTED =
  "Expected an IPv4 or IPv6 address, or a network in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32.";

function bitsOf(address: Address): number {
  return address.kind() === "ipv4" ? 32 : 128;
}

/** `::ffff:192.0.2.0/120` is a network of IPv4 with 24 bits. */
function prefixLengthOf(before: string, length: string, bits: number): number | null {
  if (!/^(0|[1-9][0-9]{0,2})$/.test(length)) return null;
  const written = Number(length);
  const isMapped = bits === 32 && before.includes(":");
  const prefixLength = isMapped ? written - MAPPED_PREFIX_LENGTH : written;
  return prefixLength >= 0 && prefixLength <= bits ? prefixLength : null;
}

function firstAddressOf(address: Address, prefixLength: number): Address {
  const bytes = address.toByteArray().map((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefixLength - index * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return ipaddr.fromByteArray(bytes);
}

function unmapped(address: IPv6): Address {
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/**
 * The parser takes octal and hexadecimal parts there, which other readers take for something else, and reads the deprecated
 * `::192.0.2.1` (RFC 4291, section 2.5.5.1) as that IPv4 address, which it is not.
 */
function hasPlainIpv4Tail(text: string): boolean {
  if (!text.includes(".")) return true;
  const tail = text.slice(text.lastIndexOf(":") + 1);
  return ipaddr.IPv4.isValidFourPartDecimal(tail) && text !== `::${tail}`;
}
