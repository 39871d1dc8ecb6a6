/**
 * The partner API's door: `export const GET = endpoint(listCustomers)`. It authenticates, builds the input, runs
 * the operation and answers in JSON. The result is a plain `(Request) → Response` function.
 */
import type { z } from "zod";
import { MAXIMUM_JSON_BODY_BYTES, parseJsonBody, readBody } from "@/lib/api/body";
import { mergePathParameters, parseQuery } from "@/lib/api/input";
import { pathOf } from "@/lib/api/request-target";
import { errorResponse, jsonResponse } from "@/lib/api/respond";
import { currentWire, headerValue, originOf, type Wire } from "@/lib/api/wire";
import { authenticateApplication } from "@/lib/auth/authenticate-application";
import { unavailable, validationFailed } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { requirePermission, runOperation } from "@/lib/operations/run";
import type { ApplicationPrincipal } from "@/lib/principal";
import { type Runtime, runtimeOrNull } from "@/lib/runtime";
import { sha256Hex } from "@/lib/security/body-digest";

export type EndpointOptions = {
  /** The status of success; 200 unless the operation creates something. */
  status?: 200 | 201;
  /** `"ignored"`: any query, content type and body will do, since the operation looks at none of them. */
  input?: "ignored";
  /**
   * Input names of path parameters whose folder is called otherwise: folders at one level share one name, while
   * `/customers/{id}` and `/customers/{customerId}/persons` do not.
   */
  parameters?: Readonly<Record<string, string>>;
};

type RouteContext = { params: Promise<Record<string, string>> };

export type Endpoint = ((request: Request, context: RouteContext) => Promise<Response>) & {
  /** What the endpoint does, for the checks and documents derived from it. */
  readonly declaration: { name: string; permission: string | null; options: EndpointOptions };
};

/** Wraps an operation for `app/api/v1`. Every request is authenticated by API key and signed token. */
export function endpoint<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  options: EndpointOptions = {},
): Endpoint {
  const handle = async (request: Request, context: RouteContext): Promise<Response> => {
    const wire = currentWire();
    const runtime = runtimeOrNull();
    if (wire === null || runtime === null) return notBehindOurServer();
    try {
      // Under `npm run dev` Next.js gives a path without parameters none at all.
      const pathParameters = renameParameters((await context.params) ?? {}, options.parameters);
      return await handleSigned(runtime, wire, request, pathParameters, operation, options);
    } catch (error) {
      return errorResponse(error, wire.requestId, runtime.settings.baseUrl);
    }
  };
  const { name, permission } = operation;
  return Object.assign(handle, { declaration: { name, permission, options } });
}

async function handleSigned<Input extends z.ZodType, Output extends z.ZodType>(
  runtime: Runtime,
  wire: Wire,
  request: Request,
  pathParameters: Record<string, string>,
  operation: Operation<Input, Output>,
  options: EndpointOptions,
): Promise<Response> {
  let body: Promise<Uint8Array> | undefined;
  const readOnce = () => {
    body ??= readBody(request, MAXIMUM_JSON_BODY_BYTES);
    return body;
  };
  const origin = originOf(wire);
  const principal: ApplicationPrincipal = await authenticateApplication(runtime, {
    method: wire.method,
    target: wire.target,
    apiKey: headerValue(wire, "x-api-key"),
    token: bearerToken(headerValue(wire, "authorization")),
    bodySha256: async () => sha256Hex(await readOnce()),
    address: origin.address,
    userAgent: origin.userAgent,
  });
  // Before the input is looked at: who may not do this learns nothing about how it is done.
  requirePermission(principal, operation.permission);
  if (operation.permission !== null) {
    runtime.usage.recordPermission(principal.applicationId, operation.permission, runtime.clock());
  }
  const input = options.input === "ignored" ? {} : buildInput(wire, pathParameters, await readOnce());
  const output = await runOperation(runtime, principal, operation, input, origin);
  return jsonResponse(options.status ?? 200, output, wire.requestId);
}

function renameParameters(
  parameters: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [names[name] ?? name, value]));
}

/** GET takes its input from the query, everything else from the body; both may name the path's ids. */
function buildInput(
  wire: Wire,
  pathParameters: Record<string, string>,
  body: Uint8Array,
): Record<string, unknown> {
  const query = parseQuery(wire.target);
  if (wire.method === "GET") return mergePathParameters(query, pathParameters);
  const unexpected = Object.keys(query);
  if (unexpected.length > 0) {
    throw validationFailed(
      unexpected.map((name) => ({
        path: name,
        message: `${wire.method} ${pathOf(wire.target)} takes no query parameters.`,
      })),
    );
  }
  return mergePathParameters(parseJsonBody(body, headerValue(wire, "content-type")), pathParameters);
}

/** The token of `Authorization: Bearer <token>`, or empty: another scheme carries no token for us. */
function bearerToken(authorization: string | null): string {
  return /^bearer (?<token>.*)$/i.exec(authorization ?? "")?.groups?.token ?? "";
}

/** Without the server in front there is no trustworthy request target, so nothing can be verified. */
function notBehindOurServer(): Response {
  return errorResponse(
    unavailable(
      'The partner API needs the platform\'s own server in front (npm start); plain "next start" cannot serve it.',
    ),
    toPublicId("request", newUuid()),
    "",
  );
}
