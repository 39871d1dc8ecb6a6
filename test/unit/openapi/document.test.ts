import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { routeModules } from "@/app/api/route-modules.generated";
import { isEndpoint } from "@/lib/api/endpoint";
import { NEUTRAL_BASE_URL, openApiDocument } from "@/lib/api/openapi/document";
import { isJsonObject, type Json, type JsonObject } from "@/lib/api/openapi/json";
import { REASON_TEXTS } from "@/lib/api/openapi/reasons";
import { HTTP_METHODS } from "@/lib/api/route-table";
import { ALL_REASONS } from "@/lib/errors";
import { REASONS_NOT_MET } from "@/lib/explain/reason-guide";
import { asZod } from "@/test/support/openapi-as-zod";

const document = openApiDocument(routeModules, NEUTRAL_BASE_URL);

function objectAt(...path: string[]): JsonObject {
  const found = path.reduce<Json | undefined>(
    (value, name) => (isJsonObject(value) ? value[name] : undefined),
    document,
  );
  if (!isJsonObject(found)) throw new Error(`No object at ${path.join("/")}.`);
  return found;
}

/** Follows a reference to a component, where there is one. */
function resolved(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw new Error("Not an object.");
  const { $ref } = value;
  return typeof $ref === "string" ? resolved(objectAt(...$ref.slice(2).split("/"))) : value;
}

type Documented = { title: string; operation: JsonObject };

const operations: Documented[] = Object.entries(objectAt("paths")).flatMap(([path, item]) =>
  isJsonObject(item)
    ? Object.entries(item).flatMap(([method, operation]) =>
        isJsonObject(operation) ? [{ title: `${method.toUpperCase()} ${path}`, operation }] : [],
      )
    : [],
);

/** What a body or an answer looks like, by where it stands: schema and examples. */
type Content = { place: string; mediaType: string; schema: JsonObject; examples: Json[] };

function contentsOf(place: string, holder: JsonObject): Content[] {
  return Object.entries(isJsonObject(holder.content) ? holder.content : {}).map(([mediaType, media]) => {
    if (!isJsonObject(media) || !isJsonObject(media.schema)) throw new Error(`${place} has no schema.`);
    const named = isJsonObject(media.examples) ? Object.values(media.examples) : [];
    const examples = named.map((example) => resolved(example).value ?? null);
    return { place, mediaType, schema: media.schema, examples };
  });
}

const contents: Content[] = operations.flatMap(({ title, operation }) => {
  const { requestBody, responses } = operation;
  const ofBody = requestBody === undefined ? [] : contentsOf(`the body of ${title}`, resolved(requestBody));
  const ofAnswers = Object.entries(isJsonObject(responses) ? responses : {}).flatMap(([status, response]) =>
    contentsOf(`${status} of ${title}`, resolved(response)),
  );
  return [...ofBody, ...ofAnswers];
});

describe("the OpenAPI document", { timeout: 30_000 }, () => {
  it("has every endpoint there is, with the permission that it asks for", () => {
    const declared = Object.entries(routeModules).flatMap(([pattern, module]) =>
      HTTP_METHODS.flatMap((method) => {
        const handler = module[method];
        if (!pattern.startsWith("/api/v1/") || !isEndpoint(handler)) return [];
        return [`${method} ${pattern.replace(/\[\w+\]/g, "{}")} ${handler.declaration.operation.permission}`];
      }),
    );
    const documented = operations.map(
      ({ title, operation }) =>
        `${title.replace(" /", " /api/v1/").replace(/\{\w+\}/g, "{}")} ${operation["x-permission"]}`,
    );
    expect(documented.sort()).toEqual(declared.sort());
  });

  it("names every operation once, after the operation itself", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const names = Object.entries(routeModules).flatMap(([pattern, module]) => {
      const handlers = pattern.startsWith("/api/v1/") ? Object.values(module).filter(isEndpoint) : [];
      return [...new Set(handlers.map(({ declaration }) => declaration.operation))].map(({ name }) => name);
    });
    expect(new Set(names).size).toBe(names.length);
  });

  it("has a summary of one line without a full stop, and a description that ends with one", () => {
    const odd = operations.filter(
      ({ operation }) =>
        !/^[A-Z][^\n]+[^.\s]$/.test(String(operation.summary)) || !/\.$/.test(String(operation.description)),
    );
    expect(odd.map(({ title }) => title)).toEqual([]);
  });

  it("shows an example of every JSON body and answer", () => {
    const bare = contents.filter(
      ({ schema, mediaType, examples }) =>
        mediaType === "application/json" && Object.keys(schema).length > 0 && examples.length === 0,
    );
    expect(bare.map(({ place }) => place)).toEqual([]);
  });

  it("shows no example that its own schema refuses", () => {
    const types = new Map<string, z.ZodType>();
    const wrong = contents.flatMap(({ place, schema, examples }) => {
      const key = JSON.stringify(schema);
      const type = types.get(key) ?? asZod(document, schema);
      types.set(key, type);
      return examples.flatMap((example) => {
        const parsed = type.safeParse(example);
        return parsed.success ? [] : [`${place}: ${parsed.error.message}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it("refuses members that nobody reads, in every body", () => {
    const open = contents.filter(
      ({ place, schema }) =>
        place.startsWith("the body") &&
        Object.keys(schema).length > 0 &&
        resolved(schema).additionalProperties !== false,
    );
    expect(open.map(({ place }) => place)).toEqual([]);
  });

  it("tells of every reason that partners can meet, and says which they cannot", () => {
    const told = Object.keys(REASON_TEXTS);
    expect([...told, ...REASONS_NOT_MET].sort()).toEqual([...ALL_REASONS].sort());
    const shown = Object.keys(objectAt("components", "examples"));
    // The only one that no documented path with a documented method can give.
    const missing = told.filter((reason) => !shown.includes(`error_${reason}`));
    expect(missing).toEqual(["method_not_allowed"]);
  });

  it("gives every operation the refusals that all have", () => {
    for (const { operation } of operations) {
      expect(Object.keys(operation.responses ?? {})).toEqual(
        expect.arrayContaining(["400", "401", "408", "429", "431", "500", "503"]),
      );
    }
  });

  it("names both halves of a signed request or a personal key, and nothing that is not served", () => {
    expect(document.security).toEqual([{ apiKey: [], requestToken: [] }, { personalApiKey: [] }]);
    expect(Object.keys(objectAt("components", "securitySchemes"))).toEqual([
      "apiKey",
      "requestToken",
      "personalApiKey",
    ]);
    for (const method of ["get", "post"]) {
      expect(objectAt("paths", "/signature-check", method).security).toEqual([
        { apiKey: [], requestToken: [] },
      ]);
    }
    expect(objectAt("paths", "/customers", "get")).not.toHaveProperty("security");
    expect(objectAt("components", "securitySchemes", "apiKey").name).toBe("x-api-key");
  });
});
