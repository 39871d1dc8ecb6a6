/** From a request's parts to an operation's input. Pure. */
import { queryOf } from "@/lib/api/request-target";
import { found, quote } from "@/lib/diagnosis/diagnosis";
import { invalidRequest, validationFailed } from "@/lib/errors";

/** The query's parameters, decoded once (`+` is a space, as forms send it); a repeated name is refused. */
export function parseQuery(target: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(queryOf(target))) {
    if (Object.hasOwn(parameters, name)) {
      throw invalidRequest("duplicate_parameter", "Send each query parameter once.", {
        parameter: name.slice(0, 100),
        ...found(
          "list_as_repetition",
          `The parameter ${quote(name)} came more than once.`,
          "Lists are written as one value here, and each other parameter has one value: send it once.",
        ),
      });
    }
    Object.defineProperty(parameters, name, { value, enumerable: true });
  }
  return parameters;
}

/** A body's members may repeat a path parameter with the same value; with another one it is a contradiction. */
export function mergePathParameters(
  input: Record<string, unknown>,
  pathParameters: Readonly<Record<string, string>>,
): Record<string, unknown> {
  for (const [name, value] of Object.entries(pathParameters)) {
    if (Object.hasOwn(input, name) && input[name] !== value) {
      throw validationFailed([{ path: name, message: "Differs from the id in the path." }]);
    }
  }
  return { ...input, ...pathParameters };
}
