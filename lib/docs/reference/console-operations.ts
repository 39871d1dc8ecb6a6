/** The reference as the request console takes it: a few kilobytes instead of the document. Pure. */
import type { ConsoleOperation, ConsoleParameter } from "@/lib/client/console/operation";
import type { ReferenceField, ReferenceOperation } from "@/lib/docs/reference/model";

export function toConsoleOperation(operation: ReferenceOperation): ConsoleOperation {
  const { name, title, method, path, area, permission, body, headerFields } = operation;
  const isForm = body?.mediaType === "multipart/form-data";
  return {
    name,
    title,
    method,
    path,
    area,
    permission,
    pathParameters: operation.pathFields.map(toParameter),
    queryParameters: operation.queryFields.map(toParameter),
    bodyExample: body === null || isForm ? null : JSON.stringify(body.example ?? { hello: "world" }, null, 2),
    formParameters: isForm ? body.fields.filter(({ type }) => type !== "file").map(toParameter) : null,
    takesIdempotencyKey: headerFields.some((field) => field.name === "Idempotency-Key"),
  };
}

function toParameter({
  name,
  description,
  values,
  isRequired,
  example,
  defaultValue,
}: ReferenceField): ConsoleParameter {
  const shown = example ?? defaultValue;
  return {
    name,
    description,
    values,
    isRequired,
    example: shown === undefined || shown === null ? null : String(shown),
  };
}
