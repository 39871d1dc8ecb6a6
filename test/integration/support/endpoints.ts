/**
 * Every endpoint of the partner API, read off the route modules, and how to call it rightly. Paths name rows that are
 * made by the collection's own POST, so a new endpoint needs an entry here only where it takes required fields.
 */
import { routeModules } from "@/app/api/route-modules.generated";
import type { Endpoint } from "@/lib/api/endpoint";
import { HTTP_METHODS } from "@/lib/api/route-table";
import { API_PERMISSIONS, type ApiPermission } from "@/lib/permissions";
import { idOf, minimalCustomer } from "@/test/integration/support/customers";
import { call, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

/** A valid body with nothing optional, by endpoint; `{}` for every other. */
const MINIMAL_BODIES: Readonly<Record<string, () => object>> = {
  "POST /api/v1/customers": minimalCustomer,
};

const METHODS_WITHOUT_BODY = ["GET", "DELETE"];

export type EndpointCase = {
  title: string;
  method: string;
  pattern: string;
  permission: ApiPermission | null;
};

export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "function" && "declaration" in value;
}

export const partnerRoutes = Object.entries(routeModules).filter(([pattern]) =>
  pattern.startsWith("/api/v1/"),
);

export const endpointCases: readonly EndpointCase[] = partnerRoutes.flatMap(([pattern, module]) =>
  HTTP_METHODS.flatMap((method) => {
    const handler = module[method];
    if (!isEndpoint(handler)) return [];
    const { permission } = handler.declaration;
    const known = API_PERMISSIONS.find((candidate) => candidate === permission) ?? null;
    return [{ title: `${method} ${pattern}`, method, pattern, permission: known }];
  }),
);

/** The minimal valid body of an endpoint, or `undefined` where it takes none. */
export function bodyOf({ method, title }: EndpointCase): string | undefined {
  if (METHODS_WITHOUT_BODY.includes(method)) return undefined;
  return JSON.stringify(MINIMAL_BODIES[title]?.() ?? {});
}

/** The names of a pattern's parameters, outermost first. */
export function parametersOf(pattern: string): string[] {
  return [...pattern.matchAll(/\[(\w+)\]/g)].map((match) => String(match[1]));
}

/** The pattern with its parameters filled in. */
export function fillPattern(pattern: string, ids: Readonly<Record<string, string>>): string {
  return pattern.replace(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "");
}

/** Makes the rows that a pattern names, as `application`, and gives their ids by parameter. */
export async function makeRowsFor(
  pattern: string,
  platform: TestPlatform,
  application: TestApplication,
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const name of parametersOf(pattern)) {
    const collection = pattern.slice(0, pattern.indexOf(`/[${name}]`));
    const body = JSON.stringify(MINIMAL_BODIES[`POST ${collection}`]?.() ?? {});
    const answer = await call(platform, application, "POST", fillPattern(collection, ids), { body });
    if (answer.status !== 201) {
      throw new Error(
        `POST ${collection} made no row for [${name}]: give it a minimal body in endpoints.ts.`,
      );
    }
    ids[name] = idOf(answer.body);
  }
  return ids;
}
