/** Holding what the API answers against what its document says of it. */
import type { z } from "zod";
import { routeModules } from "@/app/api/route-modules.generated";
import { openApiDocument } from "@/lib/api/openapi/document";
import { isJsonObject, type Json, type JsonObject } from "@/lib/api/openapi/json";
import { asZod } from "@/test/support/openapi-as-zod";

const document = openApiDocument(routeModules, "http://127.0.0.1");
const paths = isJsonObject(document.paths) ? document.paths : {};
const types = new Map<string, z.ZodType>();

/** The documented path that a target is one of, literal ones before those with parameters; `null` where there is none. */
export function documentedPath(target: string): string | null {
  const segments =
    target
      .replace(/^\/api\/v1/, "")
      .split("?")[0]
      ?.split("/") ?? [];
  const fitting = Object.keys(paths).filter((path) => {
    const parts = path.split("/");
    return (
      parts.length === segments.length &&
      parts.every((part, index) => part.startsWith("{") || part === segments[index])
    );
  });
  const parametersIn = (path: string) => path.split("{").length;
  return fitting.sort((a, b) => parametersIn(a) - parametersIn(b))[0] ?? null;
}

type Answered = {
  status: number;
  headers: Readonly<{ "content-type"?: string | undefined }>;
  body: unknown;
};

/** What the document does not say of this answer, or `null`. Paths and methods that it does not have are not its matter. */
export function undocumented(method: string, target: string, answered: Answered): string | null {
  const path = documentedPath(target);
  const operation = path === null ? undefined : at(paths, path, method.toLowerCase());
  if (operation === undefined) return null;
  const place = `${method} ${path}: ${answered.status}`;
  const response = resolved(at(operation, "responses", String(answered.status)));
  if (response === undefined) return `${place} is not documented: ${JSON.stringify(answered.body)}`;
  const mediaType = answered.headers["content-type"]?.split(";")[0] ?? "";
  const media = at(response, "content", mediaType);
  if (media === undefined) return `${place} is documented without ${mediaType}.`;
  if (mediaType !== "application/json") return null;
  const reason = reasonOf(answered.body);
  if (answered.status >= 400 && at(media, "examples", String(reason)) === undefined) {
    return `${place} is documented without the reason ${reason}: name it in the operation's \`refuses\`.`;
  }
  const parsed = typeOf(place, media.schema).safeParse(answered.body);
  return parsed.success ? null : `${place} is documented otherwise: ${parsed.error.message}`;
}

function typeOf(place: string, schema: Json | undefined): z.ZodType {
  const known = types.get(place);
  if (known !== undefined) return known;
  if (!isJsonObject(schema)) throw new Error(`${place} has no schema.`);
  const type = asZod(document, schema);
  types.set(place, type);
  return type;
}

function at(value: Json | undefined, ...names: string[]): JsonObject | undefined {
  const found = names.reduce<Json | undefined>(
    (inner, name) => (isJsonObject(inner) ? inner[name] : undefined),
    value,
  );
  return isJsonObject(found) ? found : undefined;
}

function resolved(value: JsonObject | undefined): JsonObject | undefined {
  const reference = value?.$ref;
  return typeof reference === "string" ? at(document, ...reference.slice(2).split("/")) : value;
}

function reasonOf(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("error" in body)) return undefined;
  const { error } = body;
  return typeof error === "object" && error !== null && "reason" in error ? error.reason : undefined;
}
