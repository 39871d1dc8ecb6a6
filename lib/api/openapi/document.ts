/**
 * The OpenAPI 3.1 document of the partner API, read off the route modules: path from the file's place, method from the
 * export, everything else from the operation.
 */
import { isEndpoint } from "@/lib/api/endpoint";
import { AREA_TAGS, tagOf } from "@/lib/api/openapi/areas";
import { component, noComponents } from "@/lib/api/openapi/components";
import { describeFields } from "@/lib/api/openapi/field-words";
import { INTRODUCTION } from "@/lib/api/openapi/introduction";
import { capitalized, type JsonObject } from "@/lib/api/openapi/json";
import {
  type DocumentedEndpoint,
  operationObject,
  pathOfEndpoint,
  SIGNED,
} from "@/lib/api/openapi/operation-object";
import { errorSchema } from "@/lib/api/openapi/refusals";
import { HTTP_METHODS, type RouteModules } from "@/lib/api/route-table";
import { routes } from "@/lib/routes";
import type { Settings } from "@/lib/settings";

/** The version of the contract: the major one stands in the path, `/api/v1`. */
const VERSION = "1.0.0";

/** Stands for the deployment where it is not known: in the file that is kept beside the source. */
export const NEUTRAL_BASE_URL = "https://partners.nuvera.example";

type BaseUrls = Pick<Settings, "environmentBaseUrls">;

/**
 * Builds the document of these modules for the deployment whose pages are at `baseUrl`, and its API too unless each environment
 * has a base URL of its own; what is not under `/api/v1` is left out.
 */
export function openApiDocument(
  modules: RouteModules,
  baseUrl: string,
  { environmentBaseUrls }: BaseUrls = { environmentBaseUrls: null },
): JsonObject {
  const components = noComponents();
  component(components, "schemas", "Error", errorSchema());
  const paths: Record<string, JsonObject> = {};
  for (const documented of documentedEndpoints(modules)) {
    const path = pathOfEndpoint(documented);
    const operation = operationObject(components, documented);
    paths[path] = { ...paths[path], [documented.method.toLowerCase()]: operation };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Nuvera partner API",
      version: VERSION,
      summary: "Customers, beneficiaries, payments and what belongs to them, by signed requests.",
      description: INTRODUCTION,
      contact: { name: "Partner support", url: baseUrl },
      license: { name: "Apache License 2.0", identifier: "Apache-2.0" },
    },
    externalDocs: {
      description: "Where applications and their keys are made",
      url: `${baseUrl}${routes.applications}`,
    },
    servers: serversAt(baseUrl, environmentBaseUrls),
    security: [SIGNED, { personalApiKey: [] }],
    tags: Object.values(AREA_TAGS).map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      ...components,
      schemas: describeFields(components.schemas),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function serversAt(baseUrl: string, urls: BaseUrls["environmentBaseUrls"]): JsonObject[] {
  if (urls === null) {
    return [{ url: `${baseUrl}/api/v1`, description: "Sandbox and production: the API key decides which." }];
  }
  return [
    { url: `${urls.sandbox}/api/v1`, description: "Sandbox: for keys that begin with `nv_test_`." },
    { url: `${urls.production}/api/v1`, description: "Production: for keys that begin with `nv_live_`." },
  ];
}

const SECURITY_SCHEMES: JsonObject = {
  apiKey: {
    type: "apiKey",
    in: "header",
    name: "x-api-key",
    description: "The application's API key: `nv_test_…` for the sandbox, `nv_live_…` for production.",
  },
  requestToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A token made and signed for this one request, beside the API key.",
  },
  personalApiKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "nv_test_… or nv_live_…",
    description:
      "A person's own API key, alone and without a signature. It may what its maker may at the time of the request, where the organization allows personal keys.",
  },
};

type Place = Omit<DocumentedEndpoint, "operationId">;
type Order = [area: number, depth: number, path: string];

/** Area by area; in each what it is about before what belongs to one of its things. */
function orderOf({ pattern, declaration }: Place): Order {
  const tags = Object.values(AREA_TAGS);
  return [tags.indexOf(tagOf(declaration.operation.permission)), pattern.split("/").length, pattern];
}

function compareOrder(a: Order, b: Order): number {
  return a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2], "en");
}

/** An operation that is served by a second method has that method in its id, since ids are unique. */
function documentedEndpoints(modules: RouteModules): DocumentedEndpoint[] {
  return Object.entries(modules)
    .filter(([pattern]) => pattern.startsWith("/api/v1/"))
    .flatMap(([pattern, module]) =>
      HTTP_METHODS.flatMap((method) => {
        const handler = module[method];
        return isEndpoint(handler) ? [{ method, pattern, declaration: handler.declaration }] : [];
      }),
    )
    .sort((a, b) => compareOrder(orderOf(a), orderOf(b)))
    .map(({ declaration, ...place }, index, all) => {
      const { name } = declaration.operation;
      const isServedBefore = all.slice(0, index).some((other) => other.declaration.operation.name === name);
      const operationId = isServedBefore ? `${name}By${capitalized(place.method.toLowerCase())}` : name;
      return { ...place, declaration, operationId };
    });
}
