/** Headers of requests and answers that no operation declares, since the door deals with them. */
import { type Components, component } from "@/lib/api/openapi/components";
import type { JsonObject } from "@/lib/api/openapi/json";
import type { ErrorCode } from "@/lib/errors";

const HEADERS = {
  "X-Request-Id": {
    description: "Names this request in our logs. Quote it to support.",
    schema: { type: "string", examples: ["req_01a1faf6-db5d-771f-af0d-6eef895280e1"] },
  },
  RateLimit: {
    description:
      "What is left of the rate limit: `r` requests, and `t` seconds until there is room again (IETF draft-ietf-httpapi-ratelimit-headers).",
    schema: { type: "string", examples: ['"default";r=24;t=1'] },
  },
  "RateLimit-Policy": {
    description: "The rate limit of the application or personal key: `q` requests in `w` seconds.",
    schema: { type: "string", examples: ['"default";q=25;w=1'] },
  },
  "Retry-After": {
    description: "Seconds to wait before the next request.",
    schema: { type: "integer", minimum: 1 },
  },
  "Idempotency-Replayed": {
    description:
      "`true` where this is the stored answer of an earlier request with the same `Idempotency-Key`.",
    schema: { type: "string", enum: ["true"] },
  },
  "Content-Disposition": {
    description: "`attachment`, with the document's file name (RFC 6266).",
    schema: { type: "string", examples: ['attachment; filename="certificate.pdf"'] },
  },
  "Repr-Digest": {
    description: "SHA-256 of the whole content (RFC 9530).",
    schema: { type: "string", examples: ["sha-256=:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=:"] },
  },
  ETag: {
    description: "Names the content; goes into `If-Range`.",
    schema: { type: "string" },
  },
  "Accept-Ranges": {
    description: "A part may be asked for with `Range`.",
    schema: { type: "string", enum: ["bytes"] },
  },
  "Content-Range": {
    description: "Which bytes these are, and of how many; with a 416, of how many there would be.",
    schema: { type: "string", examples: ["bytes 0-1023/48213"] },
  },
} as const satisfies Record<string, JsonObject>;

export type HeaderName = keyof typeof HEADERS;

/** References to these headers, by name. */
export function responseHeaders(components: Components, names: readonly HeaderName[]): JsonObject {
  return Object.fromEntries(
    names.map((name) => [name, component(components, "headers", name, HEADERS[name])]),
  );
}

/** Codes of refusals that come before it is known whose rate limit counts. */
const BEFORE_AUTHENTICATION: readonly ErrorCode[] = [
  "unauthorized",
  "request_timeout",
  "headers_too_large",
  "invalid_request",
  "payload_too_large",
];

export function headersOfRefusal(components: Components, code: ErrorCode): JsonObject {
  const limits: HeaderName[] = BEFORE_AUTHENTICATION.includes(code) ? [] : ["RateLimit", "RateLimit-Policy"];
  const retry: HeaderName[] = code === "rate_limited" ? ["Retry-After"] : [];
  const range: HeaderName[] = code === "range_not_satisfiable" ? ["Content-Range"] : [];
  return responseHeaders(components, ["X-Request-Id", ...limits, ...retry, ...range]);
}

export function headersOfSuccess(components: Components, takesIdempotencyKey: boolean): JsonObject {
  const replayed: HeaderName[] = takesIdempotencyKey ? ["Idempotency-Replayed"] : [];
  return responseHeaders(components, ["X-Request-Id", "RateLimit", "RateLimit-Policy", ...replayed]);
}

/** Of the content of a file; of a part of it with `isPart`. */
export function headersOfFile(components: Components, isPart: boolean): JsonObject {
  const part: HeaderName[] = isPart ? ["Content-Range"] : [];
  return {
    ...headersOfSuccess(components, false),
    ...responseHeaders(components, ["Content-Disposition", "Repr-Digest", "ETag", "Accept-Ranges", ...part]),
  };
}

/** The parameters by which a part of a file is asked for. */
export function rangeParameters(components: Components): JsonObject[] {
  return [
    component(components, "parameters", "Range", {
      name: "Range",
      in: "header",
      required: false,
      description: "One range of bytes to answer with (206). Several ranges get the whole content.",
      schema: { type: "string", examples: ["bytes=0-1023"] },
    }),
    component(components, "parameters", "IfRange", {
      name: "If-Range",
      in: "header",
      required: false,
      description: "The `ETag` of the content that a part is wanted of; any other gets the whole content.",
      schema: { type: "string" },
    }),
  ];
}

/** The parameter that makes a POST safe to repeat. */
export function idempotencyKeyParameter(components: Components): JsonObject {
  return component(components, "parameters", "IdempotencyKey", {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "Makes the request safe to repeat for 24 hours: the same key with the same request gets the stored answer and does nothing a second time. Make a new one, such as a UUID, for each new request.",
    schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[!-~]+$" },
  });
}
