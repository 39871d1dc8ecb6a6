/** One endpoint as an Operation Object of the document. */
import type { EndpointDeclaration } from "@/lib/api/endpoint";
import { takesIdempotencyKey } from "@/lib/api/idempotency";
import { tagOf } from "@/lib/api/openapi/areas";
import { type Components, component, documentSchema, resolveObject } from "@/lib/api/openapi/components";
import {
  headersOfFile,
  headersOfRefusal,
  headersOfSuccess,
  idempotencyKeyParameter,
  rangeParameters,
} from "@/lib/api/openapi/headers";
import { capitalized, isJsonObject, type Json, type JsonObject } from "@/lib/api/openapi/json";
import { type RequestKind, refusalResponses } from "@/lib/api/openapi/refusals";
import { ID_PREFIXES } from "@/lib/ids";

/** An application's key and a token signed for the request. */
export const SIGNED: JsonObject = { apiKey: [], requestToken: [] };

const METHODS_WITHOUT_BODY = ["GET", "DELETE"];

export type DocumentedEndpoint = {
  method: string;
  pattern: string;
  operationId: string;
  declaration: EndpointDeclaration;
};

/** The names of the path's parameters as folders call them and as the reference does, outermost first. */
function pathParameterNames({
  pattern,
  declaration,
}: DocumentedEndpoint): { folder: string; name: string }[] {
  return [...pattern.matchAll(/\[(\w+)\]/g)].map(([, folder = ""]) => ({
    folder,
    name: declaration.options.parameters?.[folder] ?? folder,
  }));
}

/** `/api/v1/customers/[customerId]` → `/customers/{id}`, below the server's `/api/v1`. */
export function pathOfEndpoint(endpoint: DocumentedEndpoint): string {
  const { options } = endpoint.declaration;
  return endpoint.pattern
    .replace(/^\/api\/v1/, "")
    .replace(/\[(\w+)\]/g, (_, folder: string) => `{${options.parameters?.[folder] ?? folder}}`);
}

/** Writes the operation; what it shares with others goes into `components`. */
export function operationObject(components: Components, endpoint: DocumentedEndpoint): JsonObject {
  const { operation } = endpoint.declaration;
  const kind = kindOf(endpoint);
  const requestBody = kind.hasBody ? requestBodyOf(components, endpoint) : null;
  const told = operation.description === undefined ? [] : [operation.description];
  const needed =
    operation.permission === null ? "Needs no permission." : `Needs \`${operation.permission}\`.`;
  return {
    operationId: endpoint.operationId,
    summary: operation.summary,
    description: [...told, needed].join(" "),
    tags: [tagOf(operation.permission).name],
    "x-permission": operation.permission,
    ...(endpoint.declaration.options.credentials === "application" ? { security: [SIGNED] } : {}),
    parameters: [
      ...pathParameters(components, endpoint),
      ...(kind.hasBody || !kind.readsInput ? [] : queryParameters(components, endpoint)),
      ...(kind.takesIdempotencyKey ? [idempotencyKeyParameter(components)] : []),
      ...(kind.answersFile ? rangeParameters(components) : []),
    ],
    ...(requestBody === null ? {} : { requestBody }),
    responses: {
      ...successResponses(components, endpoint, kind),
      ...refusalResponses(components, kind, (code) => headersOfRefusal(components, code)),
    },
  };
}

function kindOf({ method, pattern, declaration }: DocumentedEndpoint): RequestKind {
  const { operation, options } = declaration;
  const changes = operation.access === "write";
  return {
    hasBody: !METHODS_WITHOUT_BODY.includes(method),
    readsInput: options.input !== "ignored",
    isForm: options.upload !== undefined,
    answersFile: options.file !== undefined,
    changes,
    takesIdempotencyKey: takesIdempotencyKey(method, operation),
    hasPathId: pattern.includes("["),
    needsPermission: operation.permission !== null,
    own: operation.refuses ?? [],
  };
}

/** The members of an input that are no path parameters, and which of them are required. */
function inputBeyondPath(
  components: Components,
  endpoint: DocumentedEndpoint,
  direction: "input" | "output",
): { object: JsonObject; properties: JsonObject; required: readonly string[]; examples: readonly Json[] } {
  const inPath = pathParameterNames(endpoint).map(({ name }) => name);
  const { schema, examples } = documentSchema(components, endpoint.declaration.operation.input, direction);
  const object = resolveObject(components, schema);
  const all = isJsonObject(object.properties) ? object.properties : {};
  const properties = Object.fromEntries(Object.entries(all).filter(([name]) => !inPath.includes(name)));
  const required = Array.isArray(object.required) ? object.required : [];
  return {
    object,
    properties,
    required: required.filter((name) => typeof name === "string" && !inPath.includes(name)),
    examples,
  };
}

function pathParameters(components: Components, endpoint: DocumentedEndpoint): JsonObject[] {
  const { schema } = documentSchema(components, endpoint.declaration.operation.input, "input");
  const { properties } = resolveObject(components, schema);
  return pathParameterNames(endpoint).map(({ folder, name }) => {
    const declared = isJsonObject(properties) ? properties[name] : undefined;
    const { description, ...rest } = isJsonObject(declared) ? declared : { type: "string" };
    const prefix = Object.entries(ID_PREFIXES).find(([kind]) => `${kind}Id` === folder)?.[1];
    const example =
      prefix === undefined ? {} : { examples: [`${prefix}_01939e2a-7c1f-7b52-9d0e-3c2f5a8b4e61`] };
    const what = folder.replace(/Id$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return {
      name,
      in: "path",
      required: true,
      description: description ?? `The ${what}'s ${folder.endsWith("Id") ? "id" : "name"}.`,
      schema: { ...example, ...rest },
    };
  });
}

/** A query is text, but what it stands for is what a reader wants to know: numbers with their limits and defaults. */
function queryParameters(components: Components, endpoint: DocumentedEndpoint): JsonObject[] {
  const given = inputBeyondPath(components, endpoint, "input");
  const { properties } = inputBeyondPath(components, endpoint, "output");
  return Object.entries(properties).map(([name, schema]) => {
    const { description = `Only those with this \`${name}\`.`, ...rest } = isJsonObject(schema) ? schema : {};
    return { name, in: "query", required: given.required.includes(name), description, schema: rest };
  });
}

function requestBodyOf(components: Components, endpoint: DocumentedEndpoint): JsonObject | null {
  const { operation, options } = endpoint.declaration;
  if (options.input === "ignored") {
    return {
      description: "Anything; it is hashed and compared with the token, and not read.",
      required: false,
      content: { "application/json": { schema: {} } },
    };
  }
  const { object, properties, required, examples } = inputBeyondPath(components, endpoint, "input");
  if (Object.keys(properties).length === 0) return null;
  const name = `${capitalized(operation.name)}Request`;
  const schema = component(components, "schemas", name, {
    ...object,
    properties,
    required,
  });
  const mediaType = options.upload === undefined ? "application/json" : "multipart/form-data";
  return {
    required: required.length > 0,
    content: { [mediaType]: { schema, ...namedExamples(components, name, examples) } },
  };
}

function successResponses(
  components: Components,
  { declaration }: DocumentedEndpoint,
  kind: RequestKind,
): JsonObject {
  const { operation, options } = declaration;
  if (options.file !== undefined) return fileResponses(components, options.file.contentTypes);
  const { schema, name, examples } = documentSchema(components, operation.output, "output");
  const named = namedExamples(components, name ?? `${capitalized(operation.name)}Answer`, examples);
  return {
    [String(options.status ?? 200)]: {
      description: options.status === 201 ? "Created." : "Done.",
      headers: headersOfSuccess(components, kind.takesIdempotencyKey),
      content: { "application/json": { schema, ...named } },
    },
  };
}

function fileResponses(components: Components, contentTypes: readonly string[]): JsonObject {
  const content = Object.fromEntries(
    contentTypes.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
  );
  return {
    "200": { description: "The whole content.", headers: headersOfFile(components, false), content },
    "206": { description: "The part that was asked for.", headers: headersOfFile(components, true), content },
  };
}

function namedExamples(components: Components, name: string, examples: readonly Json[]): JsonObject {
  if (examples.length === 0) return {};
  const entries = examples.map((value, index) => {
    const key = index === 0 ? name : `${name}${index + 1}`;
    return [key, component(components, "examples", key, { value })] as const;
  });
  return { examples: Object.fromEntries(entries) };
}
