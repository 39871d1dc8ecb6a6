/**
 * Whether deliveries go to a URL, and to which address. Partners choose the URL, so it must not lead into our own network
 * (server-side request forgery): every address that its host has must be a global unicast one, and who sends connects to
 * the very address that was checked here, with no second look-up. Pure but for `resolve`.
 */

import type { Environment } from "@/lib/schemas/common";
import { type Address, formatAddress, isInNetwork, networkOf, parseAddress } from "@/lib/security/network";

/** The addresses of a host name; throws where it has none or nobody answers. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

export type AddressFamily = 4 | 6;

export type TargetRefusal =
  | "url_invalid"
  | "scheme_not_allowed"
  | "userinfo_not_allowed"
  | "fragment_not_allowed"
  | "port_not_allowed"
  | "host_not_allowed"
  | "dns_failed"
  | "address_not_allowed";

export type CheckedTarget =
  | { ok: true; url: URL; address: string; family: AddressFamily }
  | { ok: false; reason: TargetRefusal; message: string };

export type TargetRules = {
  environment: Environment;
  /** `NUVERA_WEBHOOK_ALLOW_PRIVATE`: lets sandbox endpoints, and only those, be local and plain HTTP. */
  allowPrivate: boolean;
  resolve: ResolveHost;
  /** By which families deliveries can leave; both unless told. */
  families?: readonly AddressFamily[];
};

const MAXIMUM_CHARACTERS = 2000;

/** Global unicast as IANA assigns it (RFC 4291, section 2.4); all the rest of IPv6 is special or unassigned. */
const GLOBAL_IPV6 = networkOf("2000::/3");

/** What local work may reach besides; never link-local addresses, where clouds keep their credentials. */
const PRIVATE_RANGES: readonly string[] = ["loopback", "private", "uniqueLocal"];

/**
 * Where clouds keep them besides, in ranges that are allowed otherwise: the metadata services of AWS and Google Cloud by IPv6,
 * and Azure's, which answers its own virtual machines alone.
 */
const METADATA_ADDRESSES: readonly string[] = ["fd00:ec2::254", "fd20:ce::254", "168.63.129.16"];

/** Names that mean something inside a network only (RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`). */
const LOCAL_NAME = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home\.arpa)$/;

/** Never throws; a refusal has a stable reason and one sentence for whoever typed the URL. */
export async function checkWebhookTarget(text: string, rules: TargetRules): Promise<CheckedTarget> {
  const mayBePrivate = rules.allowPrivate && rules.environment === "sandbox";
  const parsed = parseTarget(text, mayBePrivate);
  if (!("url" in parsed)) return parsed;
  const { url } = parsed;
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  const literal = parseAddress(host);
  if (literal === null && !mayBePrivate && (LOCAL_NAME.test(host) || !host.includes("."))) {
    return refuse(
      "host_not_allowed",
      `${host} is a name of local networks. Use a host that is on the internet.`,
    );
  }
  const texts = literal === null ? await addressesOf(host, rules.resolve) : [host];
  if (texts.length === 0) return refuse("dns_failed", `${host} could not be resolved to an address.`);
  const addresses = texts.map(parseAddress);
  const allowed = addresses.flatMap((address) =>
    address !== null && isAllowed(address, mayBePrivate) ? [address] : [],
  );
  if (allowed.length < addresses.length) {
    return refuse(
      "address_not_allowed",
      `${host} has an address that is not a public one. Deliveries go to global unicast addresses only.`,
    );
  }
  const { families = [4, 6] } = rules;
  const chosen = allowed.find((address) => families.includes(familyOf(address)));
  if (chosen === undefined) {
    return refuse(
      "address_not_allowed",
      `Deliveries leave by IPv${families.join(" and IPv")} only; ${host} has no such address.`,
    );
  }
  return { ok: true, url, address: formatAddress(chosen), family: familyOf(chosen) };
}

/** The URL as browsers read it (WHATWG), so that `0x7f.1` and `2130706433` are the address that they mean. */
function parseTarget(
  text: string,
  mayBePlain: boolean,
): { url: URL } | Extract<CheckedTarget, { ok: false }> {
  // The parser drops tabs and newlines and takes backslashes for slashes; what people see is what must be meant.
  const isPlain = text.length <= MAXIMUM_CHARACTERS && !/[\s\p{Cc}\\]/u.test(text) && URL.canParse(text);
  if (!isPlain) return refuse("url_invalid", "Expected a URL such as https://hooks.example.com/nuvera.");
  const url = new URL(text);
  if (url.protocol !== "https:" && !(mayBePlain && url.protocol === "http:")) {
    return refuse("scheme_not_allowed", "The URL must begin with https://.");
  }
  if (url.username !== "" || url.password !== "" || /^[^/?#]*\/\/[^/?#]*@/.test(text)) {
    return refuse("userinfo_not_allowed", "The URL must not hold a user name or password.");
  }
  if (text.includes("#")) return refuse("fragment_not_allowed", "The URL must not have a fragment (#…).");
  if (url.port === "0") return refuse("port_not_allowed", "The port must be from 1 to 65535.");
  return { url };
}

async function addressesOf(host: string, resolve: ResolveHost): Promise<readonly string[]> {
  return resolve(host).catch(() => []);
}

function isAllowed(address: Address, mayBePrivate: boolean): boolean {
  if (METADATA_ADDRESSES.includes(formatAddress(address))) return false;
  const range = address.range();
  if (mayBePrivate && PRIVATE_RANGES.includes(range)) return true;
  return range === "unicast" && (address.kind() === "ipv4" || isInNetwork(address, GLOBAL_IPV6));
}

function familyOf(address: Address): AddressFamily {
  return address.kind() === "ipv4" ? 4 : 6;
}

function refuse(reason: TargetRefusal, message: string): Extract<CheckedTarget, { ok: false }> {
  return { ok: false, reason, message };
}
