/** JSON values, as the document is made of them. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value that is known to be JSON already, such as a schema that a library wrote; members that are `undefined` go. */
export function toJson(value: unknown): Json {
  // Parsing gives nothing but JSON.
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** `createCustomer` → `CreateCustomer`. */
export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
