/** The first checks of a partner request: nothing here needs a key, a database or the body. Pure. */

import { MAXIMUM_JSON_BODY_BYTES } from "@/lib/api/body";
import { headerValue, headerValues, type Wire } from "@/lib/api/wire";
import { diagnoseCompressed } from "@/lib/diagnosis/media-type";
import {
  diagnoseBodyNotAllowed,
  diagnoseDuplicateHeader,
  diagnosePayloadTooLarge,
  diagnoseTwoCredentials,
} from "@/lib/diagnosis/transport";
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
    const values = headerValues(wire, name);
    if (values.length > 1) {
      return invalidRequest("duplicate_header", `Send the header ${name} once.`, {
        header: name,
        ...diagnoseDuplicateHeader(name, values),
      });
    }
  }
  const apiKey = headerValue(wire, "x-api-key");
  const authorization = headerValue(wire, "authorization") ?? "";
  if (apiKey !== null && /^bearer +nv_/i.test(authorization)) {
    return invalidRequest(
      "ambiguous_credentials",
      "Send either a personal API key or an application's API key with a signed token, not both.",
      diagnoseTwoCredentials(apiKey, authorization),
    );
  }
  if (METHODS_WITHOUT_BODY.has(wire.method) && announcesBody(wire)) {
    return invalidRequest(
      "body_not_allowed",
      `${wire.method} takes no body.`,
      diagnoseBodyNotAllowed(wire.method, headerValue(wire, "transfer-encoding") !== null),
    );
  }
  const encoding = headerValue(wire, "content-encoding");
  if (encoding !== null) {
    return new ApiError(
      "unsupported_media_type",
      "unsupported_media_type",
      "Send the body without Content-Encoding.",
      {
        received: encoding.slice(0, 100),
        ...diagnoseCompressed(),
      },
    );
  }
  return null;
}

/** The refusal for a body that says it is larger than `maximumBytes`, or `null`; what says nothing is counted as it comes. */
export function checkAnnouncedSize(wire: Wire, maximumBytes: number): ApiError | null {
  return Number(headerValue(wire, "content-length") ?? 0) > maximumBytes
    ? payloadTooLarge(maximumBytes, diagnosePayloadTooLarge(maximumBytes > MAXIMUM_JSON_BODY_BYTES))
    : null;
}

function announcesBody(wire: Wire): boolean {
  const length = headerValue(wire, "content-length");
  return headerValue(wire, "transfer-encoding") !== null || (length !== null && length.trim() !== "0");
}
