/** The address that a server on this host and port has in a URL. */
import { isIPv6 } from "node:net";
import { SettingsError } from "@/lib/env";

/** What listens on every address is called localhost: a wildcard is nobody's address. Throws `SettingsError`. */
export function baseUrlOf(host: string, port: number): string {
  const url = `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  if (!URL.canParse(url)) {
    throw new SettingsError(`HOST cannot stand in a URL: ${host}. Set NUVERA_BASE_URL as well.`);
  }
  const { hostname, origin } = new URL(url);
  return ["0.0.0.0", "[::]"].includes(hostname) ? new URL(`http://localhost:${port}`).origin : origin;
}
