/** The first checks of a partner request: nothing here needs a key, a database or the body. Pure. */

import { headerValue, headerValues, type Wire } from "@/lib/api/wire";
import { ApiError, invalidRequest, payloadTooLarge } from "@/lib/errors";

/** Headers that decide something; a second one would let two readers see two requests. */
const SINGLE_HEADERS = [
  "x-api-key",
  "authorization",
  "host",
  "content-type",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "idempotency-key",
];

const METHODS_WITHOUT_BODY = new Set(["GET", "HEAD", "DELETE"]);

/** The refusal for headers that contradict themselves or announce a body that may not be there, or `null`. */
export function checkHeaders(wire: Wire): ApiError | null {
  for (const name of SINGLE_HEADERS) {
    if (headerValues(wire, name).length > 1) {
      return invalidRequest("duplicate_header", `Send the header ${name} once.`, { header: name });
    }
  }
  if (
    headerValue(wire, "x-api-key") !== null &&
    /^bearer +nv_/i.test(headerValue(wire, "authorization") ?? "")
  ) {
    return invalidRequest(
      "ambiguous_credentials",
      "Send either a personal API key or an application's API key with a signed token, not both.",
    );
  }
  if (METHODS_WITHOUT_BODY.has(wire.method) && announcesBody(wire)) {
    return invalidRequest("body_not_allowed", `${wire.method} takes no body.`);
  }
  const encoding = headerValue(wire, "content-encoding");
  if (encoding !== null) {
    return new ApiError(
      "unsupported_media_type",
      "unsupported_media_type",
      "Send the body without Content-Encoding.",
      {
        received: encoding.slice(0, 100),
      },
    );
  }
  return null;
}

/** The refusal for a body that says it is larger than `maximumBytes`, or `null`; what says nothing is counted as it comes. */
export function checkAnnouncedSize(wire: Wire, maximumBytes: number): ApiError | null {
  return Number(headerValue(wire, "content-length") ?? 0) > maximumBytes
    ? payloadTooLarge(maximumBytes)
    : null;
}

function announcesBody(wire: Wire): boolean {
  const length = headerValue(wire, "content-length");
  return headerValue(wire, "transfer-encoding") !== null || (length !== null && length.trim() !== "0");
}
