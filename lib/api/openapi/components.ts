/**
 * The document's shared parts. Schemas come from zod: one with an `id` in its metadata becomes a component of that name,
 * every other one stands where it is used.
 */
import { z } from "zod";
import { isJsonObject, type Json, type JsonObject, toJson } from "@/lib/api/openapi/json";

export type Direction = "input" | "output";

export type Components = {
  schemas: JsonObject;
  responses: JsonObject;
  parameters: JsonObject;
  headers: JsonObject;
  examples: JsonObject;
};

export function noComponents(): Components {
  return { schemas: {}, responses: {}, parameters: {}, headers: {}, examples: {} };
}

/** A reference to a component. Throws when another one has the name: what is named twice has to be the same. */
export function component(
  components: Components,
  kind: keyof Components,
  name: string,
  content: JsonObject,
): JsonObject {
  const known = components[kind][name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(content)) {
    throw new Error(`Two different ${kind} are called ${name}: give one of them another name.`);
  }
  components[kind][name] = content;
  return { $ref: `#/components/${kind}/${name}` };
}

/** A schema with its examples taken out, since they stand beside the places where it is used. */
export type DocumentedSchema = { schema: JsonObject; name: string | null; examples: readonly Json[] };

/** The JSON Schema of what goes in or comes out; what it names becomes components. */
export function documentSchema(
  components: Components,
  schema: z.ZodType,
  direction: Direction,
): DocumentedSchema {
  const written = toJson(
    z.toJSONSchema(schema, { io: direction, unrepresentable: "any", override: simplify(direction) }),
  );
  if (!isJsonObject(written)) throw new Error("A schema that is no object.");
  const { $schema: _, $defs: definitions, ...root } = written;
  if (isJsonObject(definitions)) {
    for (const [name, definition] of Object.entries(definitions)) {
      component(components, "schemas", name, withoutExamples(withComponentReferences(definition)));
    }
  }
  const name = nameOf(root);
  const own = name === null ? root : isJsonObject(definitions) ? definitions[name] : undefined;
  const examples = isJsonObject(own) && Array.isArray(own.examples) ? own.examples : [];
  return { schema: withoutExamples(withComponentReferences(root)), name, examples };
}

/** The members of a documented object, whether it stands here or is a component. */
export function resolveObject(components: Components, schema: JsonObject): JsonObject {
  const name = nameOf(schema);
  const resolved = name === null ? schema : components.schemas[name];
  if (!isJsonObject(resolved)) throw new Error("A reference to nothing.");
  return resolved;
}

function nameOf({ $ref }: JsonObject): string | null {
  return typeof $ref === "string" ? $ref.slice($ref.lastIndexOf("/") + 1) : null;
}

const FORMATS_WITH_A_STANDARD = ["date", "date-time", "email", "uri", "uuid"];

/**
 * Drops what says nothing to a reader: bounds of floating-point integers, patterns of what a format says already, and
 * patterns that need a flag which JSON Schema does not have.
 */
function simplify(direction: Direction) {
  return ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    const isSaidByFormat = FORMATS_WITH_A_STANDARD.includes(jsonSchema.format ?? "");
    if (isSaidByFormat || /\\p\{/i.test(jsonSchema.pattern ?? "")) delete jsonSchema.pattern;
    // Answers may grow; requests with members that nobody reads are refused.
    if (direction === "output" && jsonSchema.additionalProperties === false) {
      delete jsonSchema.additionalProperties;
    }
  };
}

function withoutExamples(schema: JsonObject): JsonObject {
  const { examples: _, ...rest } = schema;
  return rest;
}

function withComponentReferences(value: Json | undefined): JsonObject {
  const replaced: unknown = JSON.parse(
    JSON.stringify(value ?? {}).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/'),
  );
  if (!isJsonObject(replaced)) throw new Error("A schema that is no object.");
  return replaced;
}
