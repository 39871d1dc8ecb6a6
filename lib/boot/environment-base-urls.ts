/** The API's base URLs, where sandbox and production have hosts of their own. */
import { type ProcessEnvironment, SettingsError } from "@/lib/env";
import type { Environment } from "@/lib/schemas/common";

/**
 * Both base URLs as origins, or `null` where one base URL serves both environments. Throws `SettingsError` for one without
 * the other, for anything but an origin, and for one host that would have to be both.
 */
export function environmentBaseUrlsOf({
  NUVERA_SANDBOX_BASE_URL: sandbox,
  NUVERA_PRODUCTION_BASE_URL: production,
}: Pick<ProcessEnvironment, "NUVERA_SANDBOX_BASE_URL" | "NUVERA_PRODUCTION_BASE_URL">): Record<
  Environment,
  string
> | null {
  if (sandbox === undefined && production === undefined) return null;
  if (sandbox === undefined || production === undefined) {
    const [given, missing] = sandbox === undefined ? ["PRODUCTION", "SANDBOX"] : ["SANDBOX", "PRODUCTION"];
    throw new SettingsError(
      `NUVERA_${missing}_BASE_URL: with NUVERA_${given}_BASE_URL set, say where the other environment's API is; or set neither, and NUVERA_BASE_URL serves both.`,
    );
  }
  const urls = {
    sandbox: originOf("NUVERA_SANDBOX_BASE_URL", sandbox),
    production: originOf("NUVERA_PRODUCTION_BASE_URL", production),
  };
  if (placeOf(urls.sandbox) === placeOf(urls.production)) {
    throw new SettingsError(
      "NUVERA_SANDBOX_BASE_URL and NUVERA_PRODUCTION_BASE_URL have the same host. Give each environment a host of its own, or set neither.",
    );
  }
  return urls;
}

/** What is signed begins with the path, so a base URL has none. */
function originOf(name: string, value: string): string {
  const url = new URL(value);
  if (url.href !== `${url.origin}/`) {
    throw new SettingsError(`${name}: expected scheme, host and port only, such as https://api.example.com.`);
  }
  return url.origin.replace(/\.(?=:|$)/, "");
}

/** Host and port, also where the port is the scheme's own. */
function placeOf(origin: string): string {
  const { hostname, port, protocol } = new URL(origin);
  return `${hostname} ${port || (protocol === "https:" ? "443" : "80")}`;
}
