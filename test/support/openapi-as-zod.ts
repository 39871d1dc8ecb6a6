/** A schema of the document as something that checks values. */
import { z } from "zod";
import { isJsonObject, type JsonObject } from "@/lib/api/openapi/json";

/** Reads `schema` with the document's components, by zod's own reader of JSON Schema (draft 2020-12). */
export function asZod(document: JsonObject, schema: JsonObject): z.ZodType {
  const components = isJsonObject(document.components) ? document.components : {};
  const text = JSON.stringify({ ...schema, $defs: components.schemas });
  const local: z.core.JSONSchema.JSONSchema = JSON.parse(
    text.replaceAll("#/components/schemas/", "#/$defs/"),
  );
  return z.fromJSONSchema(local);
}
