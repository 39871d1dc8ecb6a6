/** What the request console knows of an operation: enough to build a request, and no more. Data from the server. */

export type ConsoleParameter = {
  name: string;
  description: string;
  /** All values that it may have; empty where it is free. */
  values: readonly string[];
  isRequired: boolean;
  example: string | null;
};

export type ConsoleOperation = {
  name: string;
  title: string;
  method: string;
  /** With placeholders such as `{id}`. */
  path: string;
  area: string;
  permission: string | null;
  pathParameters: readonly ConsoleParameter[];
  queryParameters: readonly ConsoleParameter[];
  /** JSON text to begin with; `null` where there is no JSON body. */
  bodyExample: string | null;
  /** Texts beside the form's file; `null` where the body is no form. */
  formParameters: readonly ConsoleParameter[] | null;
  takesIdempotencyKey: boolean;
};

/** Where a deployment's API is, and what its tokens say. */
export type ConsoleTarget = {
  /** Of the environment; `null` where the API is on the page's own host. */
  apiBaseUrl: string | null;
  issuer: string;
  audience: string;
};

/** The only path that answers on the page's host where the API has hosts of its own. */
export const SIGNATURE_CHECK_PATH = "/api/v1/signature-check";

/** Whether a browser may send it: it sends to the page's own host alone (`connect-src 'self'`). */
export function isReachable(target: string, { apiBaseUrl }: Pick<ConsoleTarget, "apiBaseUrl">): boolean {
  return apiBaseUrl === null || target.split("?", 1)[0] === SIGNATURE_CHECK_PATH;
}

/** Whether the target's path is one of the API's, whatever its method. */
export function isPathOfApi(operations: readonly ConsoleOperation[], target: string): boolean {
  const segments = (target.split("?", 1)[0] ?? "").split("/");
  return operations.some(({ path }) => {
    const pattern = path.split("/");
    return (
      pattern.length === segments.length &&
      pattern.every((part, index) => part.startsWith("{") || part === segments[index])
    );
  });
}
