/**
 * The server in front of Next.js. It keeps what was on the wire for the handlers and answers by itself, in the
 * API's JSON, everything under `/api` that no handler should see.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { maximumBodyBytes, toReferencedEndpoint } from "@/lib/api/endpoint";
import { checkTarget, isApiTarget, isPartnerTarget, pathOf } from "@/lib/api/request-target";
import { matchRoute, pathParameters, type Route, routesOrUndefined } from "@/lib/api/route-table";
import { checkAnnouncedSize, checkHeaders } from "@/lib/api/transport";
import { headerValue, headerValues, runWithWire, type Wire } from "@/lib/api/wire";
import { isApiHost } from "@/lib/auth/environment-host";
import { diagnoseOtherMethod, diagnoseUnknownPath } from "@/lib/diagnosis/near-path";
import {
  ApiError,
  errorEnvelope,
  internalError,
  invalidRequest,
  noSuchPath,
  payloadTooLarge,
  unavailable,
} from "@/lib/errors";
import { newUuidAt, toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { newNotes } from "@/lib/request-log/notes";
import { runtimeOrNull } from "@/lib/runtime";
import { type ClientAddressReader, clientAddressReader } from "@/lib/security/client-address";
import { callHandler, hasUnreadBody } from "@/lib/server/call-handler";
import { isHiddenHubData } from "@/lib/server/hub-data-gate";
import { keepHandlersHeaders } from "@/lib/server/keep-headers";
import { applyPageHeaders } from "@/lib/server/page-headers";
import { recordRequest } from "@/lib/server/record-request";
import { inRequestSpan, watchRequest } from "@/lib/server/watch-request";
import type { Settings } from "@/lib/settings";

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type FrontOptions = Pick<Settings, "baseUrl" | "environmentBaseUrls" | "trustedProxies"> & {
  /** Pages, our own data routes and, in development, everything. */
  handleByNext: NextHandler;
  production: boolean;
  /** False only where it is measured what the log of requests costs. */
  logsRequests?: boolean;
};

const PAGE_METHODS = ["GET", "HEAD"];

/** What a host of the API serves: there are no pages, and so never a session. */
const ON_API_HOSTS = /^(\/api\/v1\/|\/api\/health$|\/openapi\.json$|\/\.well-known\/webhook-ips\.json$)/;

/** next-auth reads its forms whole, so they are kept small and of announced length. */
const AUTH_PATH = "/api/auth/";
const MAXIMUM_AUTH_BODY_BYTES = 16 * 1024;

/** The listener for every request of the HTTP server. */
export function createFront(options: FrontOptions): RequestListener {
  const readAddress = clientAddressReader(options.trustedProxies);
  return (request, response) => {
    const runtime = runtimeOrNull();
    const startedAt = runtime?.clock().getTime() ?? Date.now();
    const id = newUuidAt(startedAt);
    const wire = toWire(request, readAddress, id);
    if (options.logsRequests !== false && isPartnerTarget(wire.target)) wire.notes = newNotes(id, startedAt);
    watchRequest(wire, response);
    const begunAt = performance.now();
    void runWithWire(wire, async () => {
      try {
        await inRequestSpan(wire, response, () => answer(request, response, wire, options));
      } catch (error) {
        logError("request failed outside its handler", error, { requestId: wire.requestId });
        sendRefusal(response, internalError(), wire, options.baseUrl);
      }
      if (runtime !== null) recordRequest(runtime.requestLog, request, response, wire, begunAt);
    });
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  wire: Wire,
  options: FrontOptions,
): Promise<void> {
  const isApi = isApiTarget(wire.target);
  const checked =
    checkHost(request) ??
    checkApiHost(wire, options) ??
    (isApi ? checkApiRequest(wire) : checkPageRequest(wire));
  if (checked instanceof ApiError) {
    sendRefusal(response, checked, wire, options.baseUrl);
    return;
  }
  if (!isApi) {
    if (await isHiddenHubData(wire)) {
      sendRefusal(response, noSuchPath(), wire, options.baseUrl);
      return;
    }
    applyPageHeaders(request, response, { nonce: randomBytes(16).toString("base64"), ...options });
  }
  const handler = checked?.handlers.get(wire.method);
  if (checked !== null && handler !== undefined && isServedDirectly(checked, options)) {
    await callHandler(handler, pathParameters(checked, pathOf(wire.target)), request, response, wire.notes);
    return;
  }
  if (checked !== null && isPartnerTarget(wire.target)) keepHandlersHeaders(request, response, wire);
  await options.handleByNext(request, response);
}

/** Partner requests need nothing of the framework's router; development leaves them to it for reloading. */
function isServedDirectly(route: Route, { production }: FrontOptions): boolean {
  return production && route.pattern.startsWith("/api/v1/");
}

function toWire(request: IncomingMessage, readAddress: ClientAddressReader, id: string): Wire {
  const { rawHeaders, url: target = "" } = request;
  return {
    requestId: toPublicId("request", id),
    method: request.method ?? "",
    target,
    rawHeaders,
    remoteAddress: readAddress(request.socket.remoteAddress, headerValues({ rawHeaders }, "x-forwarded-for")),
  };
}

/** HTTP/1.1 requires it (RFC 9112, section 3.2); we refuse its absence, so that the answer is in our JSON. */
function checkHost(request: IncomingMessage): ApiError | null {
  if (request.headers.host !== undefined || request.httpVersion !== "1.1") return null;
  return invalidRequest("malformed_http", "The request lacks the Host header.");
}

/** On a host of the API, everything that is not the API does not exist. */
function checkApiHost(wire: Wire, options: FrontOptions): ApiError | null {
  const isOnApiHost = headerValues(wire, "host").some((host) => isApiHost(options, host));
  return isOnApiHost && !ON_API_HOSTS.test(pathOf(wire.target)) ? unknownPath(wire) : null;
}

/** The route, or the first refusal of the transport checks in their order: target, path, method, headers. */
function checkApiRequest(wire: Wire): ApiError | Route {
  const routes = routesOrUndefined();
  if (routes === undefined) return unavailable("The service is starting. Try again in a moment.");
  const badTarget = checkTarget(wire.target);
  if (badTarget !== null) return badTarget;
  const route = matchRoute(routes, pathOf(wire.target));
  if (route === undefined) {
    return unknownPath(wire);
  }
  wire.route = route.pattern;
  noteRoute(wire, route);
  if (!route.methods.includes(wire.method)) {
    return new ApiError(
      "method_not_allowed",
      "method_not_allowed",
      `This path takes ${route.methods.join(", ")}.`,
      { allowed: route.methods, ...diagnoseOtherMethod(wire.method, route.methods) },
      { Allow: route.methods.join(", ") },
    );
  }
  return checkHeaders(wire) ?? checkBodySize(wire, route) ?? route;
}

/** Says which path of the partner API may be meant, where one is near. */
function unknownPath(wire: Wire): ApiError {
  const patterns = (routesOrUndefined() ?? []).map(({ pattern }) => pattern);
  return noSuchPath(diagnoseUnknownPath(pathOf(wire.target), patterns) ?? {});
}

function noteRoute({ notes, method }: Wire, { pattern, handlers }: Route): void {
  if (notes === undefined) return;
  const handler = handlers.get(method);
  const any = handler ?? handlers.values().next().value;
  if (any === undefined) return;
  const { route, permission } = toReferencedEndpoint(pattern, any);
  notes.route = route;
  notes.permission = handler === undefined ? null : permission;
}

function checkBodySize(wire: Wire, route: Route): ApiError | null {
  if (!wire.target.startsWith(AUTH_PATH)) {
    return checkAnnouncedSize(wire, maximumBodyBytes(route.handlers.get(wire.method)));
  }
  const isOfUnknownLength = headerValue(wire, "transfer-encoding") !== null;
  return isOfUnknownLength
    ? payloadTooLarge(MAXIMUM_AUTH_BODY_BYTES)
    : checkAnnouncedSize(wire, MAXIMUM_AUTH_BODY_BYTES);
}

function checkPageRequest(wire: Wire): ApiError | null {
  if (headerValue(wire, "x-api-key") !== null) {
    // A partner who left out the base path: an HTML page would tell them nothing.
    const refusal = unknownPath(wire);
    if (refusal.details.cause === "base_path_missing") return refusal;
  }
  if (!PAGE_METHODS.includes(wire.method)) {
    return new ApiError(
      "method_not_allowed",
      "method_not_allowed",
      `Pages take ${PAGE_METHODS.join(", ")}.`,
      { allowed: PAGE_METHODS },
      { Allow: PAGE_METHODS.join(", ") },
    );
  }
  if (!wire.target.startsWith("/")) {
    return invalidRequest("non_canonical_path", "Send a path, without scheme and host.");
  }
  try {
    decodeURIComponent(pathOf(wire.target));
    return null;
  } catch {
    return invalidRequest("malformed_target", "The path has an escape that is not %XX or is not UTF-8.");
  }
}

/** Answers in the API's envelope. */
export function sendRefusal(response: ServerResponse, refusal: ApiError, wire: Wire, baseUrl: string): void {
  const { requestId } = wire;
  wire.refusedFor = refusal.reason;
  if (wire.notes !== undefined) wire.notes.refusal = refusal;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(errorEnvelope(refusal, requestId, baseUrl));
  const bytes = Buffer.byteLength(body);
  if (wire.notes !== undefined) wire.notes.sent = bytes;
  response.writeHead(refusal.status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": bytes,
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
    "X-Content-Type-Options": "nosniff",
    ...refusal.headers,
    ...(hasUnreadBody(response.req) ? { Connection: "close" } : {}),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
