/** Finding one's way in the OpenAPI document: references, and members of a known type. Pure. */
import { isJsonObject, type Json, type JsonObject } from "@/lib/api/openapi/json";

/** What a reference leads to, or the object itself. Throws where it leads nowhere. */
export function resolveIn(document: JsonObject, value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw new Error("The document has no object here.");
  const { $ref, ...beside } = value;
  if (typeof $ref !== "string") return value;
  const target = $ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<Json | undefined>((found, name) => (isJsonObject(found) ? found[name] : undefined), document);
  // What stands beside a reference belongs to this place (OpenAPI 3.1) and wins.
  return { ...resolveIn(document, target), ...beside };
}

export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** The first of `examples`, in which each is a value or a reference to `{ value }`. */
export function firstExample(document: JsonObject, examples: Json | undefined): Json | undefined {
  const [first] = Object.values(objectOf(examples));
  return first === undefined ? undefined : resolveIn(document, first).value;
}
