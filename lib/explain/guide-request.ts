/** Refusals of the request itself, of what it asks for, and of our own side; see `reason-guide.ts`. Pure data. */
import type { ReasonGuide } from "@/lib/explain/guide-type";

export const REQUEST_GUIDE = {
  duplicate_header: {
    meaning: "A header that decides something came twice; `details.header` names it",
    causes: ["A default of the HTTP client and the code of one request both set it", "A proxy adds its own"],
    whatToDo: ["Send it once."],
  },
  ambiguous_credentials: {
    meaning: "`Authorization` holds an API key beside `x-api-key`",
    causes: ["The application's API key was put into both headers"],
    whatToDo: ["Put the token there, or send a personal key without `x-api-key`."],
  },
  body_not_allowed: {
    meaning: "GET, HEAD or DELETE with a body, or announcing one",
    causes: [
      "The HTTP client sends `{}` or an empty body with every method",
      "A filter in the body of a GET",
    ],
    whatToDo: ["Send neither a body nor `Transfer-Encoding`; filters go into the query."],
  },
  non_canonical_path: {
    meaning: "The path is not in its one spelling",
    causes: ["A base URL that ends with `/`, joined to a path that begins with `/`", "A trailing slash"],
    whatToDo: [
      "Send the path without `//`, `.`, `..`, trailing slash, encoded slashes or dots, scheme and host.",
    ],
  },
  malformed_target: {
    meaning: "An escape or character that may not be there",
    causes: [
      "A `%` in a value that was not escaped as `%25`",
      "A space or a letter such as `é` as it is, or escaped in another encoding than UTF-8",
    ],
    whatToDo: ["Percent-encode each value once, from its UTF-8 bytes."],
  },
  malformed_http: {
    meaning:
      "Not HTTP/1.1, no `Host`, a space in the target, or `Content-Length` or `Transfer-Encoding` twice; the connection may be closed",
    causes: ["HTTP written by hand", "HTTPS spoken to a port that takes HTTP"],
    whatToDo: ["Use a plain HTTP client; percent-encode the target."],
  },
  invalid_json: {
    meaning: "The body is not one JSON object, names a member twice, is not UTF-8, or nests deeper than 32",
    causes: [
      "A trailing comma, single quotes or a comment",
      "A byte order mark",
      "An object printed instead of serialized",
    ],
    whatToDo: ["The message says where."],
  },
  invalid_multipart: {
    meaning: "The form of an upload is not well-formed `multipart/form-data`, or could be read in two ways",
    causes: [
      "A `Content-Type` set by hand, whose boundary is not the body's",
      "The last boundary is missing",
    ],
    whatToDo: [
      "The message says where; let the HTTP client set `Content-Type`, and send the bytes that were hashed.",
    ],
  },
  invalid_idempotency_key: {
    meaning:
      "`Idempotency-Key` is not 1 to 255 visible ASCII characters; `details.receivedLength` says how many arrived",
    causes: ["An empty value", "Text with spaces or letters beyond ASCII"],
    whatToDo: ["Send a UUID."],
  },
  duplicate_parameter: {
    meaning: "A query parameter came twice; `details.parameter` names it",
    causes: [
      "A list written as a repeated parameter",
      "A default that is added although it is there already",
    ],
    whatToDo: ["Send it once."],
  },
  not_found: {
    meaning: "No such path, or no such thing in your organization and environment",
    causes: [
      "An id of the sandbox with a production key, or the other way round",
      "`/api/v1` is missing, or the name of the resource is in the singular",
    ],
    whatToDo: ["Check the id and whether the key is for sandbox or production."],
  },
  method_not_allowed: {
    meaning: "The path has other methods: header `Allow`, `details.allowed`",
    causes: [
      "PUT where PATCH is meant",
      "POST became GET on a redirect",
      "HEAD or OPTIONS, which this API does not have",
    ],
    whatToDo: ["Use one of them."],
  },
  request_timeout: {
    meaning: "The request did not arrive in time",
    causes: ["A slow or interrupted network", "A `Content-Length` larger than the body that is sent"],
    whatToDo: ["Look at the network; send again with a new token."],
  },
  conflict: {
    meaning: "Somebody changed the same thing at the same moment; nothing was done",
    causes: ["Two of your processes change one thing at once"],
    whatToDo: ["Send again with a new token."],
  },
  wrong_status: {
    meaning: "The thing is in `details.status`; this needs one of `details.allowed`",
    causes: ["The thing moved on since it was read last"],
    whatToDo: ["Read it again, then decide."],
  },
  not_approved: {
    meaning: "Customer or beneficiary is not approved, so no money moves for them",
    causes: ["The review is not over, or asks for something"],
    whatToDo: ["Wait for the review, or answer what it asks for."],
  },
  quote_expired: {
    meaning: "The quote's `expiresAt` has passed",
    causes: ["Too much time between quote and payment"],
    whatToDo: ["Ask for a new quote."],
  },
  quote_used: {
    meaning: "A payment was made of this quote",
    causes: ["A retry of a payment without `Idempotency-Key`"],
    whatToDo: ["Look for that payment; for another one, ask for a new quote."],
  },
  document_referenced: {
    meaning: "A customer, person or payment names this document",
    causes: ["The document is still in use"],
    whatToDo: ["Take its id out there first."],
  },
  idempotency_in_progress: {
    meaning: "Another request with this `Idempotency-Key` is still being worked on",
    causes: ["A retry that came before the first answer"],
    whatToDo: ["Send it again in a moment, with the same key and a new token."],
  },
  payload_too_large: {
    meaning: "The body exceeds `details.maximumBytes`; the connection is closed",
    causes: ["A file inside JSON", "A file that is larger than an upload may be"],
    whatToDo: ["Send less; files go to `/api/v1/documents`."],
  },
  unsupported_media_type: {
    meaning: "The body is not declared as JSON (an upload: as a form), or has a `Content-Encoding`",
    causes: [
      "No `Content-Type`, or the one of forms, which curl sends with `--data`",
      "A client that compresses bodies",
    ],
    whatToDo: [
      "Send `Content-Type: application/json` (an upload: `multipart/form-data` with its boundary), uncompressed.",
    ],
  },
  range_not_satisfiable: {
    meaning:
      "The `Range` of a download begins after the end; `details.sizeBytes` and `Content-Range` say where that is",
    causes: ["A download that is complete already is continued"],
    whatToDo: ["Ask for a part that is there."],
  },
  validation_failed: {
    meaning: "Fields or parameters were not accepted: `details.fields[]`, each with `path` and `message`",
    causes: ["A required field is missing", "A member or parameter that the operation does not have"],
    whatToDo: ["Correct the fields that are named."],
  },
  idempotency_key_reused: {
    meaning: "This `Idempotency-Key` was used for another request, which `details.first` names",
    causes: [
      "One key for several requests",
      "A body that is built anew, with another time in it, for each attempt",
    ],
    whatToDo: [
      "Take a new key for every new request.",
      "Look for a body that is built anew with each attempt.",
    ],
  },
  rate_limited: {
    meaning:
      "Too many requests of this application or personal key, or with bad credentials from this address: `details.limit` in `details.windowSeconds`",
    causes: [
      "A queue that is emptied all at once",
      "Retries without a pause",
      "A service that goes on with a bad key",
    ],
    whatToDo: [
      "Wait the seconds in `Retry-After`, also in `details.retryAfterSeconds`; then spread the requests.",
    ],
  },
  headers_too_large: {
    meaning: "Request line and headers exceed 16 kB; the connection is closed",
    causes: ["Cookies or tracing headers of your own network", "A very long query"],
    whatToDo: ["Send fewer headers or a shorter query."],
  },
  internal_error: {
    meaning: "A fault on our side",
    causes: ["Nothing that you sent"],
    whatToDo: ["Quote `requestId` to support."],
  },
  unavailable: {
    meaning: "The service or its database cannot be reached, or is starting",
    causes: [
      "Maintenance or a failure on our side",
      "The database was restarted: for about ten seconds tokens from before are refused, since it is not known which of them were used",
    ],
    whatToDo: [
      "Try again in a moment, or after as long as `Retry-After` says, with a token that you sign then.",
      "Repeat a POST with its `Idempotency-Key`; without one, look first whether it was done.",
    ],
  },
  rate_unavailable: {
    meaning:
      "There is no exchange rate that is young enough to be honest, or the payment currency is suspended (see `GET /crypto/currencies`)",
    causes: ["The market's source of rates is silent", "The operator suspended the currency"],
    whatToDo: ["Try again later; support can say when."],
  },
} as const satisfies Record<string, ReasonGuide>;
