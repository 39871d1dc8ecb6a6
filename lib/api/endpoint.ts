/**
 * The partner API's door: `export const GET = endpoint(listCustomers)`. It authenticates, builds the input, runs
 * the operation and answers in JSON. The result is a plain `(Request) → Response` function, around one that does without
 * these two, for the server in front: to make them and to read them again costs more than the whole signature check.
 */
import type { z } from "zod";
import { type BodyStream, type IncomingBody, jsonBody, MAXIMUM_JSON_BODY_BYTES } from "@/lib/api/body";
import type { FileAnswer } from "@/lib/api/file-response";
import { fingerprintOf, readIdempotencyKey, takesIdempotencyKey } from "@/lib/api/idempotency";
import { mergePathParameters, parseQuery } from "@/lib/api/input";
import { pathOf } from "@/lib/api/request-target";
import {
  addHeaders,
  errorAnswer,
  errorResponse,
  type JsonAnswer,
  jsonAnswer,
  textAnswer,
  toResponse,
} from "@/lib/api/respond";
import { maximumUploadBytes, type UploadRule, uploadBody } from "@/lib/api/upload";
import { currentWire, headerValue, originOf, type Wire } from "@/lib/api/wire";
import { authenticateApplication, type SignedRequest } from "@/lib/auth/authenticate-application";
import { authenticatePersonalKey, looksLikePersonalKey } from "@/lib/auth/authenticate-personal-key";
import { type RateLimitState, rateLimitFields } from "@/lib/auth/rate-limit";
import { found } from "@/lib/diagnosis/diagnosis";
import { unauthorized, unavailable, validationFailed } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { requirePermission, runOperation, runOperationOnce } from "@/lib/operations/run";
import type { Permission } from "@/lib/permissions";
import type { ApiPrincipal, ApplicationPrincipal } from "@/lib/principal";
import { noteCaller } from "@/lib/request-log/notes";
import { type Runtime, runtimeOrNull } from "@/lib/runtime";
import { inSpan } from "@/lib/telemetry/spans";

export type EndpointOptions<Output = never> = {
  /** The status of success; 200 unless the operation creates something. */
  status?: 200 | 201;
  /** `"ignored"`: any query, content type and body will do, since the operation looks at none of them. */
  input?: "ignored";
  /** `"application"`: only for signed requests, since it is the signature that this is about. */
  credentials?: "application";
  /** The body is a form with a file in it, instead of JSON. */
  upload?: UploadRule;
  /** The answer is a file, made from the operation's output, instead of JSON. */
  file?: FileAnswer<Output>;
  /**
   * Input names of path parameters whose folder is called otherwise: folders at one level share one name, while
   * `/customers/{id}` and `/customers/{customerId}/persons` do not.
   */
  parameters?: Readonly<Record<string, string>>;
};

type RouteContext = { params: Promise<Record<string, string>> };

/** Answers a request whose wire the async context carries; a `Response` is a file on its way. */
export type Answering = (
  body: BodyStream,
  pathParameters: Record<string, string>,
) => Promise<JsonAnswer | Response>;

export type Endpoint = ((request: Request, context: RouteContext) => Promise<Response>) & {
  /** What the endpoint does, for the checks and documents derived from it. */
  readonly declaration: EndpointDeclaration;
  /** What the function itself calls. */
  readonly answer: Answering;
};

/** All of an operation but what it does. */
export type DeclaredOperation = Pick<
  Operation,
  "name" | "summary" | "description" | "refuses" | "permission" | "access" | "input" | "output"
>;

/** Whether an export of a route file is an endpoint, and nothing that came there otherwise. */
export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "function" && "declaration" in value;
}

/** The most that a request may send to this export of a route file; what is no endpoint takes JSON like all others. */
export function maximumBodyBytes(handler: unknown): number {
  const upload = isEndpoint(handler) ? handler.declaration.options.upload : undefined;
  return upload === undefined ? MAXIMUM_JSON_BODY_BYTES : maximumUploadBytes(upload);
}

/** An endpoint by its place in the API reference, for example `/api/v1/customers/{id}`, and what it needs. */
export type ReferencedEndpoint = { route: string; permission: Permission | null };

const referenced = new WeakMap<object, ReferencedEndpoint>();

/** Of what the route file at `pattern` exports for a method. */
export function toReferencedEndpoint(pattern: string, handler: object): ReferencedEndpoint {
  const known = referenced.get(handler);
  if (known !== undefined) return known;
  const declaration = isEndpoint(handler) ? handler.declaration : undefined;
  const names = declaration?.options.parameters ?? {};
  const made = {
    route: pattern.replace(/\[(\w+)\]/g, (_, folder: string) => `{${names[folder] ?? folder}}`),
    permission: declaration?.operation.permission ?? null,
  };
  referenced.set(handler, made);
  return made;
}

export type EndpointDeclaration = { operation: DeclaredOperation; options: EndpointOptions };

/**
 * Wraps an operation for `app/api/v1`. Every request is authenticated: by an application's API key and signed token, or
 * by a personal API key.
 */
export function endpoint<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  options: EndpointOptions<z.output<Output>> = {},
): Endpoint {
  const answering: Answering = async (bodyStream, parameters) => {
    const wire = currentWire();
    const runtime = runtimeOrNull();
    if (wire === null || runtime === null) return notBehindOurServer();
    const refuse = (error: unknown) => errorAnswer(error, wire.requestId, runtime.settings.baseUrl);
    const body = incomingBody(runtime, wire, bodyStream, options);
    let limits: Readonly<Record<string, string>> = {};
    let answered: JsonAnswer | Response;
    try {
      const { principal, rateLimit } = await inSpan("authenticate", {}, () =>
        authenticate(runtime, wire, body),
      );
      limits = rateLimitFields(rateLimit);
      const pathParameters = renameParameters(parameters, options.parameters);
      answered = await answer({ runtime, wire, principal, pathParameters, body }, operation, options);
    } catch (error) {
      answered = refuse(error);
    } finally {
      await body.discard();
    }
    if (!(answered instanceof Response)) addHeaders(answered, limits);
    else for (const name in limits) answered.headers.set(name, limits[name] ?? "");
    return answered;
  };
  const handle = async (request: Request, context: RouteContext): Promise<Response> => {
    // Under `npm run dev` Next.js gives a path without parameters none at all.
    const answered = await answering(request.body, (await context.params) ?? {});
    const response = answered instanceof Response ? answered : toResponse(answered);
    const wire = currentWire();
    if (wire !== null) wire.answerHeaders = Object.fromEntries(response.headers);
    return response;
  };
  return Object.assign(handle, { declaration: { operation, options }, answer: answering });
}

/** A request whose sender is known. */
type Call = {
  runtime: Runtime;
  wire: Wire;
  principal: ApiPrincipal;
  pathParameters: Record<string, string>;
  body: IncomingBody;
};

function incomingBody(
  { settings }: Runtime,
  wire: Wire,
  body: BodyStream,
  { upload }: Pick<EndpointOptions, "upload">,
): IncomingBody {
  const contentType = headerValue(wire, "content-type");
  return upload === undefined
    ? jsonBody(body, contentType)
    : uploadBody(body, contentType, upload, settings.documents.spoolDirectory);
}

/** The transport checks have refused a request with both kinds of credential. */
function authenticate(
  runtime: Runtime,
  wire: Wire,
  body: IncomingBody,
): Promise<{ principal: ApiPrincipal; rateLimit: RateLimitState }> {
  const bearer = bearerToken(headerValue(wire, "authorization"));
  if (headerValue(wire, "x-api-key") !== null || !looksLikePersonalKey(bearer)) {
    return authenticateApplication(runtime, toSigned(wire, body));
  }
  const { address, userAgent } = originOf(wire);
  const host = headerValue(wire, "host");
  return authenticatePersonalKey(runtime, {
    key: bearer,
    host,
    address,
    userAgent,
    identified: (caller) => noteCaller(wire.notes, caller),
  });
}

function toSigned(wire: Wire, body: IncomingBody): SignedRequest {
  const { address, userAgent } = originOf(wire);
  return {
    method: wire.method,
    target: wire.target,
    host: headerValue(wire, "host"),
    apiKey: headerValue(wire, "x-api-key"),
    token: bearerToken(headerValue(wire, "authorization")),
    bodySha256: body.sha256,
    bodyEvidence: body.evidence,
    header: (name) => headerValue(wire, name),
    address,
    userAgent,
    identified: (caller) => noteCaller(wire.notes, caller),
    verified: (signingKeyId) => {
      if (wire.notes !== undefined) wire.notes.signingKeyId = signingKeyId;
    },
  };
}

async function answer<Input extends z.ZodType, Output extends z.ZodType>(
  call: Call,
  operation: Operation<Input, Output>,
  options: EndpointOptions<z.output<Output>>,
): Promise<JsonAnswer | Response> {
  const { runtime, wire, principal, pathParameters, body } = call;
  if (options.credentials === "application" && principal.kind !== "application") {
    throw notSigned(runtime.clock());
  }
  // Before the input is looked at: who may not do this learns nothing about how it is done.
  requirePermission(principal, operation.permission);
  if (principal.kind === "application") countAllowed(runtime, wire, principal, operation);
  const status = options.status ?? 200;
  const origin = originOf(wire);
  const key = takesIdempotencyKey(wire.method, operation) ? readIdempotencyKey(wire) : null;
  const input = options.input === "ignored" ? {} : await buildInput(wire, pathParameters, body);
  if (key === null || operation.access !== "write") {
    const output = await runOperation(runtime, principal, operation, input, origin);
    if (options.file !== undefined) return options.file.respond({ runtime, principal, wire }, output);
    return jsonAnswer(status, output, wire.requestId);
  }
  const answered = await runOperationOnce(runtime, principal, operation, input, origin, {
    key,
    fingerprint: fingerprintOf(wire, await body.fingerprint()),
    method: wire.method,
    path: pathOf(wire.target),
    status,
  });
  const headers = answered.isReplay ? { "Idempotency-Replayed": "true" } : {};
  return textAnswer(answered.status, answered.body, wire.requestId, headers);
}

/** What people are shown before they take away what this request needs. */
function countAllowed(
  { usage, clock }: Runtime,
  wire: Wire,
  { applicationId, credential }: ApplicationPrincipal,
  { permission }: Pick<Operation, "permission">,
): void {
  const { apiKeyId, signingKeyId } = credential;
  const { address } = originOf(wire);
  usage.recordAllowed({ applicationId, apiKeyId, signingKeyId, permission, address, at: clock() });
}

function renameParameters(
  parameters: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  if (names === undefined) return parameters;
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [names[name] ?? name, value]));
}

/** GET takes its input from the query, everything else from the body; both may name the path's ids. */
async function buildInput(
  wire: Wire,
  pathParameters: Record<string, string>,
  body: IncomingBody,
): Promise<Record<string, unknown>> {
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
  return mergePathParameters(await body.members(), pathParameters);
}

/** A personal key where the signature is what the endpoint is about. */
function notSigned(now: Date): Error {
  return unauthorized(
    "token_missing",
    "This endpoint shows what a signed request says, and a personal API key signs nothing. Send an application's API key in x-api-key and a signed token in Authorization.",
    {
      expected: "x-api-key and a signed token",
      received: "a personal API key",
      ...found(
        "personal_key",
        "A personal key signs nothing.",
        "Send an application's API key in x-api-key and a signed token in Authorization.",
      ),
      serverTime: Math.floor(now.getTime() / 1000),
    },
  );
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
