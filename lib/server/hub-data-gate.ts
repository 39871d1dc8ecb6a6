/**
 * Data payloads of hub pages exist for operator staff alone. Each page refuses by itself, but inside a payload the
 * framework can only say so under status 200; so whoever is not staff gets the 404 here, before anything is rendered.
 */
import { pathOf } from "@/lib/api/request-target";
import { headerValue, headerValues, type Wire } from "@/lib/api/wire";
import { findSession } from "@/lib/auth/session";
import { routes } from "@/lib/routes";
import { runtimeOrNull } from "@/lib/runtime";
import { readSessionCookie, sessionCookieName } from "@/lib/web/next-auth";

/** Whether this request asks for a hub page's data and may not know that the hub exists. */
export async function isHiddenHubData(wire: Wire): Promise<boolean> {
  return isHubData(wire) && !(await isStaff(wire));
}

/** With this header the framework asks for data instead of a document. */
function isHubData(wire: Wire): boolean {
  if (headerValue(wire, "rsc") === null) return false;
  const path = decodeURIComponent(pathOf(wire.target));
  return path === routes.hub || path.startsWith(`${routes.hub}/`);
}

async function isStaff(wire: Wire): Promise<boolean> {
  const runtime = runtimeOrNull();
  if (runtime === null) return false;
  const value = cookieValue(wire, sessionCookieName(runtime.settings));
  const sessionId = value === null ? null : await readSessionCookie(value, runtime.settings);
  const session = sessionId === null ? null : await findSession(runtime.database, sessionId, runtime.clock());
  return session?.kind === "OPERATOR";
}

function cookieValue(wire: Wire, name: string): string | null {
  const pairs = headerValues(wire, "cookie").flatMap((header) => header.split(";"));
  const pair = pairs.map((text) => text.trim()).find((text) => text.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}
