/** A JSON Schema of the document as fields in words. Pure. */
import { isJsonObject, type Json, type JsonObject } from "@/lib/api/openapi/json";
import type { ReferenceField } from "@/lib/docs/reference/model";
import { listOf, objectOf, resolveIn, textOf } from "@/lib/docs/reference/resolve";

/** Deeper than anything in the document; a schema that contains itself ends here. */
const MAXIMUM_DEPTH = 8;

type Place = { document: JsonObject; anchor: string; depth: number; example: Json | undefined };

/** The members of an object's schema, or of the objects in a list; empty for all others. */
export function fieldsOf(
  document: JsonObject,
  schema: JsonObject,
  anchor: string,
  example?: Json,
): ReferenceField[] {
  return membersOf(schema, { document, anchor, depth: 0, example });
}

/** A parameter; its schema stands in it. */
export function parameterField(document: JsonObject, parameter: JsonObject, anchor: string): ReferenceField {
  const name = textOf(parameter.name) ?? "";
  const schema = resolveIn(document, parameter.schema);
  const place = { document, anchor, depth: 0, example: listOf(schema.examples)[0] };
  return fieldOf(name, schema, parameter.required === true, textOf(parameter.description), place);
}

function membersOf(given: JsonObject, place: Place): ReferenceField[] {
  if (place.depth >= MAXIMUM_DEPTH) return [];
  const { schema } = withoutNull(place.document, given);
  if (isJsonObject(schema.items)) {
    const [first] = listOf(place.example);
    return membersOf(schema.items, { ...place, depth: place.depth + 1, example: first });
  }
  const required = listOf(schema.required);
  const examples = objectOf(place.example);
  return Object.entries(objectOf(schema.properties)).map(([name, property]) => {
    const resolved = resolveIn(place.document, property);
    return fieldOf(name, resolved, required.includes(name), textOf(resolved.description), {
      ...place,
      depth: place.depth + 1,
      example: examples[name],
    });
  });
}

function fieldOf(
  name: string,
  given: JsonObject,
  isRequired: boolean,
  description: string | null,
  outer: Place,
): ReferenceField {
  const anchor = `${outer.anchor}-${name}`;
  const { schema, isNullable } = withoutNull(outer.document, given);
  const items = isJsonObject(schema.items) ? withoutNull(outer.document, schema.items).schema : null;
  return {
    name,
    anchor,
    type: typeOf(schema, items),
    isRequired,
    isNullable,
    description: description ?? "",
    constraints: [...constraintsOf(schema), ...(items === null ? [] : constraintsOfEntries(items))],
    values: listOf((items ?? schema).enum).map(String),
    defaultValue: given.default ?? schema.default,
    example: outer.example,
    fields: membersOf(schema, { ...outer, anchor }),
  };
}

/** Both spellings of "or null": a list of types, and `anyOf` with the type `null`. */
function withoutNull(document: JsonObject, given: JsonObject): { schema: JsonObject; isNullable: boolean } {
  const resolved = resolveIn(document, given);
  const halves = listOf(resolved.anyOf).map((half) => resolveIn(document, half));
  const rest = halves.filter(({ type }) => type !== "null");
  const [only] = rest;
  if (only !== undefined && rest.length === 1) {
    return { schema: { ...only, ...withoutUnion(resolved) }, isNullable: halves.length > 1 };
  }
  const types = listOf(resolved.type);
  if (!types.includes("null")) return { schema: resolved, isNullable: false };
  const others = types.filter((type) => type !== "null");
  return {
    schema: { ...resolved, type: others.length === 1 ? (others[0] ?? null) : others },
    isNullable: true,
  };
}

function withoutUnion({ anyOf: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

function typeOf(schema: JsonObject, items: JsonObject | null): string {
  if (items !== null) return `list of ${plural(typeOf(items, null))}`;
  if (Array.isArray(schema.anyOf)) return "one of several forms";
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  if (schema.format === "binary") return "file";
  if (schema.format === "date-time") return "timestamp";
  if (schema.format === "date") return "date";
  return textOf(schema.type) ?? "any JSON";
}

function plural(type: string): string {
  return type === "any JSON" ? type : `${type}s`;
}

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "RFC 3339, in UTC",
  date: "`YYYY-MM-DD`",
  email: "an e-mail address",
  uri: "a URI",
  uuid: "a UUID",
};

function constraintsOf(schema: JsonObject): string[] {
  const format = FORMATS[textOf(schema.format) ?? ""];
  const pattern = textOf(schema.pattern);
  return [
    ...(format === undefined ? [] : [format]),
    ...rangeOf(schema.minLength, schema.maxLength, "character"),
    ...rangeOf(schema.minItems, schema.maxItems, schema.type === "array" ? "entry" : ""),
    ...rangeOf(schema.minimum, schema.maximum, ""),
    ...(schema.exclusiveMinimum === undefined ? [] : [`more than ${schema.exclusiveMinimum}`]),
    ...(pattern === null ? [] : [`matches \`${pattern}\``]),
  ];
}

function constraintsOfEntries(items: JsonObject): string[] {
  return constraintsOf(items).map((constraint) => `each ${constraint}`);
}

function rangeOf(least: Json | undefined, most: Json | undefined, unit: string): string[] {
  if (unit === "" && least === 0 && most !== undefined) return [`0 to ${most}`];
  const counted = (count: Json) =>
    unit === "" ? `${count}` : `${count} ${count === 1 ? unit : pluralOf(unit)}`;
  if (most === undefined) return least === undefined || least === 0 ? [] : [`at least ${counted(least)}`];
  if (least === undefined || least === 0) return [`at most ${counted(most)}`];
  return least === most ? [`exactly ${counted(most)}`] : [`${least} to ${counted(most)}`];
}

function pluralOf(unit: string): string {
  return unit === "entry" ? "entries" : `${unit}s`;
}
