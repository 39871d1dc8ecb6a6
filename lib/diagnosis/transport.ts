/** Refusals of the request line and of headers: what the one right form is. They come before any key, so only what was sent counts. Pure. */
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";
import { redact } from "@/lib/security/redact";

/** Why a target is not in its one spelling, and how that would be. */
export function diagnosePath(target: string): Diagnosis {
  const send = canonical(target);
  const path = target.split("?", 1)[0] ?? "";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) {
    return found(
      "absolute_form",
      "The request line holds scheme and host.",
      `The host belongs into the header Host alone. ${send}`,
    );
  }
  if (!path.startsWith("/")) return found("slash_missing", "The path does not begin with a slash.", send);
  if (path.includes("\\") || /%5c/i.test(path)) return found("backslash", "The path has a backslash.", send);
  if (/%2e|%2f/i.test(path)) {
    return found(
      "escaped_slash_or_dot",
      "The path has an escaped slash or dot.",
      `Ids hold neither: look what was put into the path. ${send}`,
    );
  }
  if (path.includes("//")) {
    return found(
      "double_slash",
      "The path has two slashes in a row.",
      `A base URL that ends with a slash was joined to a path that begins with one, or an id is empty. ${send}`,
    );
  }
  if (/\/\.\.?(\/|$)/.test(path))
    return found("dot_segment", "The path has . or .. between its slashes.", send);
  return found("trailing_slash", "The path ends with a slash.", send);
}

const LONGEST_SHOWN = 120;

function canonical(target: string): string {
  const withoutOrigin = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  const [path = "", ...query] = withoutOrigin.split("?");
  const plain = path.replace(/%2e/gi, ".").replace(/%2f/gi, "/").replace(/%5c/gi, "/").replaceAll("\\", "/");
  const segments: string[] = [];
  for (const segment of plain.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  const right = redact(`/${segments.join("/")}${query.length === 0 ? "" : `?${query.join("?")}`}`);
  return right.length > LONGEST_SHOWN ? "Send and sign the path in its one form." : `Send and sign ${right}.`;
}

const ENCODE =
  "Percent-encode each value once, from its UTF-8 bytes (encodeURIComponent, urllib.parse.quote), and sign the result.";

export function diagnoseMalformedTarget(target: string): Diagnosis {
  if (target.includes("#")) {
    return found(
      "fragment",
      "The target has a #.",
      "Fragments are not sent: leave it out, or escape it as %23 where it belongs to a value.",
    );
  }
  const raw = /[^\x21-\x7e]/.exec(target);
  if (raw !== null) {
    const what = raw[0] === " " ? "a space" : "a character beyond ASCII or a control character";
    return found("raw_character", `The target has ${what} at position ${raw.index + 1}.`, ENCODE);
  }
  const bad = /%(?![0-9a-f]{2})/i.exec(target);
  if (bad !== null) {
    return found(
      "bad_escape",
      `The % at position ${bad.index + 1} is not followed by two hex digits.`,
      `A percent sign itself is %25. ${ENCODE}`,
    );
  }
  const control = /%([01][0-9a-f]|7f)/i.exec(target);
  if (control !== null) {
    return found(
      "control_character",
      `The escape at position ${control.index + 1} is a control character.`,
      "Remove line breaks and the like from the value.",
    );
  }
  return found(
    "not_utf8",
    "The escapes are not UTF-8.",
    `They look like those of Latin-1: é is %C3%A9, not %E9. ${ENCODE}`,
  );
}

/** `values` of the header that came more than once. */
export function diagnoseDuplicateHeader(name: string, values: readonly string[]): Diagnosis {
  const where = "Look for a default of the HTTP client, a middleware or a proxy that sets it too.";
  return new Set(values).size === 1
    ? found("same_value_twice", `${name} came ${values.length} times with the same value.`, where)
    : found("different_values", `${name} came ${values.length} times with different values.`, where);
}

export function diagnoseTwoCredentials(apiKey: string, authorization: string): Diagnosis {
  return authorization.replace(/^bearer +/i, "").trim() === apiKey.trim()
    ? found(
        "api_key_in_both",
        "The same API key stands in both headers.",
        "An application's key stays in x-api-key, and Authorization takes the signed token; a personal key goes into Authorization alone.",
      )
    : found(
        "two_keys",
        "There are two API keys.",
        "Send the application's with a signed token, or the personal one without x-api-key.",
      );
}

export function diagnoseBodyNotAllowed(method: string, isChunked: boolean): Diagnosis {
  const leave = method === "GET" ? "Put filters into the query." : "The path says it all.";
  return isChunked
    ? found(
        "chunked_body",
        `${method} came with Transfer-Encoding.`,
        `Send no body, not even an empty one in chunks. ${leave}`,
      )
    : found(
        "body_announced",
        `${method} announced a body.`,
        `Send none, not even {}, and no Content-Length above 0. ${leave}`,
      );
}

export function diagnosePayloadTooLarge(isUpload: boolean): Diagnosis {
  return isUpload
    ? found(
        "file_too_large",
        "The upload is larger than it may be.",
        "Reduce the file: scan with less resolution, or split it.",
      )
    : found(
        "json_too_large",
        "The JSON body is larger than it may be.",
        "Upload files to /api/v1/documents, and send less at once.",
      );
}
