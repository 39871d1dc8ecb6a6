/** How a deployment delivers webhooks. */
import { type ProcessEnvironment, SettingsError } from "@/lib/env";
import { canonicalAddress, formatNetwork, parseNetwork } from "@/lib/security/network";
import type { EgressNetwork, WebhookSettings } from "@/lib/settings";

const DEFAULT_CONCURRENCY = 50;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;

/** Throws `SettingsError` for addresses, networks and dates that are none. */
export function webhookSettingsOf(
  environment: Pick<
    ProcessEnvironment,
    | "NUVERA_WEBHOOK_ALLOW_PRIVATE"
    | "NUVERA_WEBHOOK_WORKER"
    | "NUVERA_WEBHOOK_CONCURRENCY"
    | "NUVERA_WEBHOOK_LOCAL_ADDRESSES"
    | "NUVERA_WEBHOOK_EGRESS"
  >,
): WebhookSettings {
  return {
    allowPrivate: environment.NUVERA_WEBHOOK_ALLOW_PRIVATE === "1",
    inProcess: environment.NUVERA_WEBHOOK_WORKER !== "0",
    concurrency: environment.NUVERA_WEBHOOK_CONCURRENCY ?? DEFAULT_CONCURRENCY,
    localAddresses: entriesOf(environment.NUVERA_WEBHOOK_LOCAL_ADDRESSES).map(localAddressOf),
    egress: entriesOf(environment.NUVERA_WEBHOOK_EGRESS).map(egressOf),
  };
}

function entriesOf(setting = ""): string[] {
  const entries = setting.split(",").map((entry) => entry.trim());
  return entries.filter((entry) => entry !== "");
}

function localAddressOf(entry: string): string {
  const address = canonicalAddress(entry);
  if (address !== null) return address;
  throw new SettingsError(`NUVERA_WEBHOOK_LOCAL_ADDRESSES: ${entry}: expected an IPv4 or IPv6 address.`);
}

/** One address is published as a network too, so that readers need to know one form only. */
function egressOf(entry: string): EgressNetwork {
  const [cidr = "", dates, ...more] = entry.split("@");
  const parsed = parseNetwork(cidr.trim());
  if (!parsed.ok) throw bad(entry, parsed.problem);
  const [from, until, ...others] = dates === undefined ? [] : dates.split("/");
  if (more.length > 0 || others.length > 0) {
    throw bad(entry, "Expected CIDR[@activeFrom[/retireAt]], such as 203.0.113.0/24@2030-01-01/2031-01-01.");
  }
  const activeFrom = instantOf(entry, from);
  const retireAt = instantOf(entry, until);
  if (activeFrom !== null && retireAt !== null && activeFrom >= retireAt) {
    throw bad(entry, "The network retires before it is active.");
  }
  const text = formatNetwork(parsed.network);
  const single = text.includes(":") ? "/128" : "/32";
  return { cidr: text.includes("/") ? text : `${text}${single}`, activeFrom, retireAt };
}

function instantOf(entry: string, text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  const instant = new Date(text);
  if (!ISO_INSTANT.test(text) || Number.isNaN(instant.getTime())) {
    throw bad(entry, "Expected dates such as 2030-01-31 or 2030-01-31T12:00:00Z.");
  }
  return instant.toISOString();
}

function bad(entry: string, problem: string): SettingsError {
  return new SettingsError(`NUVERA_WEBHOOK_EGRESS: ${entry}: ${problem}`);
}
