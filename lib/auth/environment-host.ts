/**
 * Each environment's API has a host of its own where the deployment's settings say so, and a key counts only there. Without
 * such settings one host serves both, and the key alone decides. Pure.
 */
import { type ApiError, unauthorized } from "@/lib/errors";
import type { Environment } from "@/lib/schemas/common";
import type { Settings } from "@/lib/settings";

type Hosts = Pick<Settings, "baseUrl" | "environmentBaseUrls">;

/** The test request of the application page stays on the page's own host: a browser sends it nowhere else. */
const TEST_PATH = "/api/v1/signature-check";

/**
 * The refusal of a proven key of `environment` that came to another host than this environment's, or `null`. `hostHeader` is
 * the request's `Host`. It belongs to the checks of state, after those of key, application and organization.
 */
export function checkEnvironmentHost(
  { environmentBaseUrls }: Pick<Settings, "environmentBaseUrls">,
  hostHeader: string | null,
  environment: Environment,
  now: Date,
): ApiError | null {
  if (environmentBaseUrls === null) return null;
  const expected = environmentBaseUrls[environment];
  if (isHostOf(expected, hostHeader)) return null;
  return unauthorized(
    "wrong_environment",
    `This key belongs to ${environment}, which is at ${expected}. Send the request there, or use a key of the environment that you meant.`,
    {
      expected,
      received: hostHeader?.slice(0, 255) ?? "no Host",
      serverTime: Math.floor(now.getTime() / 1000),
    },
  );
}

/** Whether this is the test request that a page sends to its own host, which touches nothing of either environment. */
export function isTestFromPage(hosts: Hosts, hostHeader: string | null, target: string): boolean {
  if (target.split("?", 1)[0] !== TEST_PATH) return false;
  return isHostOf(hosts.baseUrl, hostHeader) && !isEnvironmentHost(hosts, hostHeader);
}

/** Whether this host serves the API alone: one of an environment's, unless it is also that of the pages. */
export function isApiHost(hosts: Hosts, hostHeader: string): boolean {
  return isEnvironmentHost(hosts, hostHeader) && !isHostOf(hosts.baseUrl, hostHeader);
}

function isEnvironmentHost({ environmentBaseUrls }: Hosts, hostHeader: string | null): boolean {
  return Object.values(environmentBaseUrls ?? {}).some((url) => isHostOf(url, hostHeader));
}

/**
 * Whether a `Host` header (RFC 9110, section 7.2) names the host of `baseUrl`: in any case, with the dot of a fully
 * qualified name or without, with the scheme's default port, an empty one (RFC 3986, section 3.2.3) or none.
 */
function isHostOf(baseUrl: string, hostHeader: string | null): boolean {
  const { host, protocol } = new URL(baseUrl);
  const parts = /^(?<name>\[[^\]]*\]|[^:]*?)\.?(?::(?<port>[0-9]*))?$/.exec(hostHeader ?? "")?.groups;
  if (parts === undefined) return false;
  const { name = "", port = "" } = parts;
  const isDefaultPort = port === "" || port === (protocol === "https:" ? "443" : "80");
  return `${name.toLowerCase()}${isDefaultPort ? "" : `:${port}`}` === host.replace(/\.(?=:|$)/, "");
}
