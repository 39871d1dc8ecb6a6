/** The OpenAPI document as areas and operations of the reference, in the document's order. Pure. */
import { isJsonObject, type Json, type JsonObject } from "@/lib/api/openapi/json";
import { fieldsOf, parameterField } from "@/lib/docs/reference/fields";
import type {
  ReferenceAnswer,
  ReferenceArea,
  ReferenceBody,
  ReferenceHeader,
  ReferenceOperation,
  ReferenceRefusal,
} from "@/lib/docs/reference/model";
import { firstExample, listOf, objectOf, resolveIn, textOf } from "@/lib/docs/reference/resolve";

/** Below which every path of the document lies. */
const API_ROOT = "/api/v1";

/** Throws where the document lacks what every operation has. */
export function readAreas(document: JsonObject): ReferenceArea[] {
  const operations = Object.entries(objectOf(document.paths)).flatMap(([path, item]) =>
    Object.entries(objectOf(item)).map(([method, operation]) =>
      readOperation(document, method.toUpperCase(), path, objectOf(operation)),
    ),
  );
  return listOf(document.tags).map((tag) => {
    const { name, description } = objectOf(tag);
    return {
      name: String(name),
      description: textOf(description) ?? "",
      operations: operations.filter(({ area }) => area === name),
    };
  });
}

function readOperation(
  document: JsonObject,
  method: string,
  path: string,
  operation: JsonObject,
): ReferenceOperation {
  const name = textOf(operation.operationId) ?? "";
  const permission = textOf(operation["x-permission"]);
  const parameters = listOf(operation.parameters).map((parameter) => resolveIn(document, parameter));
  const fieldsIn = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map((parameter) => parameterField(document, parameter, place));
  const responses = Object.entries(objectOf(operation.responses)).map(
    ([status, response]) => [Number(status), resolveIn(document, response)] as const,
  );
  return {
    name,
    title: titleOf(name),
    method,
    path: `${API_ROOT}${path}`,
    summary: textOf(operation.summary) ?? "",
    // The permission is told by itself.
    description: (textOf(operation.description) ?? "").replace(/ ?Needs (no permission|`[A-Z_]+`)\.$/, ""),
    area: String(listOf(operation.tags)[0]),
    permission,
    impliedPermission: permission?.endsWith("_WRITE") ? permission.replace(/_WRITE$/, "_READ") : null,
    takesPersonalKeys: listOf(operation.security ?? document.security).some(
      (scheme) => isJsonObject(scheme) && "personalApiKey" in scheme,
    ),
    pathFields: fieldsIn("path"),
    queryFields: fieldsIn("query"),
    headerFields: fieldsIn("header"),
    body: operation.requestBody === undefined ? null : readBody(document, objectOf(operation.requestBody)),
    answers: responses
      .filter(([status]) => status < 400)
      .map(([status, response]) => readAnswer(document, status, response)),
    refusals: responses
      .filter(([status]) => status >= 400)
      .map(([status, response]) => readRefusal(document, status, response)),
  };
}

/** `checkSignatureByPost` → `Check signature by POST`. */
function titleOf(name: string): string {
  const words = name
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/ by post$/, " by POST");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function readBody(document: JsonObject, body: JsonObject): ReferenceBody {
  const [mediaType = "", content] = Object.entries(objectOf(body.content))[0] ?? [];
  const media = objectOf(content);
  const schema = resolveIn(document, media.schema ?? {});
  const example = firstExample(document, media.examples);
  return {
    mediaType,
    isRequired: body.required === true,
    description: textOf(body.description),
    fields: fieldsOf(document, schema, "body", example),
    example,
  };
}

function readAnswer(document: JsonObject, status: number, response: JsonObject): ReferenceAnswer {
  const contents = Object.entries(objectOf(response.content));
  const media = objectOf(contents[0]?.[1]);
  const example = firstExample(document, media.examples);
  return {
    status,
    description: textOf(response.description) ?? "",
    mediaTypes: contents.map(([mediaType]) => mediaType),
    headers: headersOf(document, response.headers),
    fields: fieldsOf(document, resolveIn(document, media.schema ?? {}), `answer-${status}`, example),
    example,
  };
}

/** The reasons of a refusal are the names of its examples. */
function readRefusal(document: JsonObject, status: number, response: JsonObject): ReferenceRefusal {
  const media = objectOf(objectOf(response.content)["application/json"]);
  const reasons = Object.entries(objectOf(media.examples)).map(([reason, example]) => ({
    reason,
    meaning: textOf(resolveIn(document, example).summary) ?? "",
  }));
  return { status, reasons, headers: headersOf(document, response.headers) };
}

function headersOf(document: JsonObject, headers: Json | undefined): ReferenceHeader[] {
  return Object.entries(objectOf(headers)).map(([name, given]) => {
    const header = resolveIn(document, given);
    const [example] = listOf(objectOf(header.schema).examples);
    return { name, description: textOf(header.description) ?? "", example: textOf(example) };
  });
}
