/**
 * The server in front of Next.js. It keeps what was on the wire for the handlers and answers by itself, in the
 * API's JSON, everything under `/api` that no handler should see.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { maximumBodyBytes } from "@/lib/api/endpoint";
import { checkTarget, isApiTarget, pathOf } from "@/lib/api/request-target";
import { matchRoute, pathParameters, type Route, routesOrUndefined } from "@/lib/api/route-table";
import { checkAnnouncedSize, checkHeaders } from "@/lib/api/transport";
import { headerValue, headerValues, runWithWire, type Wire } from "@/lib/api/wire";
import { isApiHost } from "@/lib/auth/environment-host";
import {
  ApiError,
  errorEnvelope,
  internalError,
  invalidRequest,
  noSuchPath,
  payloadTooLarge,
  unavailable,
} from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { type ClientAddressReader, clientAddressReader } from "@/lib/security/client-address";
import { callHandler, hasUnreadBody } from "@/lib/server/call-handler";
import { isHiddenHubData } from "@/lib/server/hub-data-gate";
import { applyPageHeaders } from "@/lib/server/page-headers";
import type { Settings } from "@/lib/settings";

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type FrontOptions = Pick<Settings, "baseUrl" | "environmentBaseUrls" | "trustedProxies"> & {
  /** Pages, our own data routes and, in development, everything. */
  handleByNext: NextHandler;
  production: boolean;
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
    const wire = toWire(request, readAddress);
    runWithWire(wire, () => answer(request, response, wire, options)).catch((error: unknown) => {
      logError("request failed outside its handler", error, { requestId: wire.requestId });
      sendRefusal(response, internalError(), wire.requestId, options.baseUrl);
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
    sendRefusal(response, checked, wire.requestId, options.baseUrl);
    return;
  }
  if (!isApi) {
    if (await isHiddenHubData(wire)) {
      sendRefusal(response, noSuchPath(), wire.requestId, options.baseUrl);
      return;
    }
    applyPageHeaders(request, response, { nonce: randomBytes(16).toString("base64"), ...options });
  }
  const handler = checked?.handlers.get(wire.method);
  if (checked !== null && handler !== undefined && isServedDirectly(checked, options)) {
    await callHandler(handler, pathParameters(checked, pathOf(wire.target)), request, response);
    return;
  }
  await options.handleByNext(request, response);
}

/** Partner requests need nothing of the framework's router; development leaves them to it for reloading. */
function isServedDirectly(route: Route, { production }: FrontOptions): boolean {
  return production && route.pattern.startsWith("/api/v1/");
}

function toWire(request: IncomingMessage, readAddress: ClientAddressReader): Wire {
  const { rawHeaders } = request;
  return {
    requestId: toPublicId("request", newUuid()),
    method: request.method ?? "",
    target: request.url ?? "",
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
  return isOnApiHost && !ON_API_HOSTS.test(pathOf(wire.target)) ? noSuchPath() : null;
}

/** The route, or the first refusal of the transport checks in their order: target, path, method, headers. */
function checkApiRequest(wire: Wire): ApiError | Route {
  const routes = routesOrUndefined();
  if (routes === undefined) return unavailable("The service is starting. Try again in a moment.");
  const badTarget = checkTarget(wire.target);
  if (badTarget !== null) return badTarget;
  const route = matchRoute(routes, pathOf(wire.target));
  if (route === undefined) {
    return noSuchPath();
  }
  if (!route.methods.includes(wire.method)) {
    return new ApiError(
      "method_not_allowed",
      "method_not_allowed",
      `This path takes ${route.methods.join(", ")}.`,
      { allowed: route.methods },
      { Allow: route.methods.join(", ") },
    );
  }
  return checkHeaders(wire) ?? checkBodySize(wire, route) ?? route;
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
export function sendRefusal(
  response: ServerResponse,
  refusal: ApiError,
  requestId: string,
  baseUrl: string,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(errorEnvelope(refusal, requestId, baseUrl));
  response.writeHead(refusal.status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
    "X-Content-Type-Options": "nosniff",
    ...refusal.headers,
    ...(hasUnreadBody(response.req) ? { Connection: "close" } : {}),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
