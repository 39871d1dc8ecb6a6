/** Follows a request from its head to the end of its answer: counts it, and writes its line into the access log. */
import type { ServerResponse } from "node:http";
import { isApiTarget } from "@/lib/api/request-target";
import { HTTP_METHODS } from "@/lib/api/route-table";
import { headerValue, type Wire } from "@/lib/api/wire";
import type { ErrorReason } from "@/lib/errors";
import { logAccess, tellsAccess } from "@/lib/log";
import { counts } from "@/lib/telemetry/counts";
import { inSpan, isTracing, type OpenSpan } from "@/lib/telemetry/spans";

const PARTNER_API = "/api/v1/";
const METHODS: ReadonlySet<string> = new Set(HTTP_METHODS);

/** Call before anything answers. What `wire` says of route and reason is read when the answer has ended. */
export function watchRequest(wire: Wire, response: ServerResponse): void {
  const begin = performance.now();
  response.once("close", () => {
    const milliseconds = performance.now() - begin;
    const method = METHODS.has(wire.method) ? wire.method : "other";
    const reason = wire.refusedFor ?? null;
    counts().addRequest(routeOf(wire), method, response.statusCode, reason, milliseconds / 1000);
    if (!tellsAccess() || !wire.target.startsWith(PARTNER_API)) return;
    logAccess({
      // Outside of the request's own context by now.
      requestId: wire.requestId,
      method,
      route: routeOf(wire),
      status: response.statusCode,
      reason,
      latencyMilliseconds: Math.round(milliseconds * 1000) / 1000,
      // The client left before the answer had ended.
      ...(response.writableFinished ? {} : { isAborted: true }),
    });
  });
}

/** Counts what never became a request. */
export function countUnparsable(status: number, reason: ErrorReason): void {
  counts().addRequest("none", "other", status, reason, 0);
}

/** Runs what answers the request, in a span of its own where traces are sent and a partner asks. */
export function inRequestSpan(
  wire: Wire,
  response: ServerResponse,
  work: () => Promise<void>,
): Promise<void> {
  if (!isTracing() || !wire.target.startsWith(PARTNER_API)) return work();
  const linkedTraceparent = headerValue(wire, "traceparent");
  return inSpan("partner request", { kind: "server", linkedTraceparent }, async (span) => {
    await work();
    describeSpan(span, wire, response.statusCode);
  });
}

/** As OpenTelemetry's semantic conventions for HTTP servers have it, without what a caller chose. */
function describeSpan(span: OpenSpan, wire: Wire, status: number): void {
  const method = METHODS.has(wire.method) ? wire.method : "_OTHER";
  const route = routeOf(wire);
  span.rename(route === "none" ? method : `${method} ${route}`);
  span.set({
    "http.request.method": method,
    ...(route === "none" ? {} : { "http.route": route }),
    "http.response.status_code": status,
    "nuvera.request_id": wire.requestId,
    ...(wire.refusedFor === undefined ? {} : { "nuvera.reason": wire.refusedFor }),
  });
  // A refusal is the caller's failure, not the server's.
  if (status >= 500) span.fail(wire.refusedFor ?? String(status));
}

const names = new Map<string, string>();

/**
 * For example `/api/v1/customers/{id}`, as the API reference and the log of requests name it; `page` for all pages, `none`
 * where nothing in the API is at such a path.
 */
function routeOf({ route, target, notes }: Wire): string {
  if (route === undefined) return isApiTarget(target) ? "none" : "page";
  if (notes !== undefined && notes.route !== null) return notes.route;
  const known = names.get(route);
  if (known !== undefined) return known;
  const name = route.replace(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
  names.set(route, name);
  return name;
}
