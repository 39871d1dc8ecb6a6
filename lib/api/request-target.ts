/**
 * The request target (RFC 9112, section 3.2): a signature covers it byte for byte, so only one spelling of each
 * path is served and nothing is ever corrected on the caller's behalf. Pure.
 */
import { diagnoseMalformedTarget, diagnosePath } from "@/lib/diagnosis/transport";
import { type ApiError, invalidRequest } from "@/lib/errors";

const NON_CANONICAL =
  "Send the path in its one canonical form: no //, no /./ or /../, no trailing slash, no encoded dots or slashes, no scheme or host.";

/** What most targets look like: a plain path, perhaps with a query. It has one spelling and nothing in it to resolve. */
const PLAIN = /^(?:\/[A-Za-z0-9_-]+)+(?:\?[A-Za-z0-9_.~&=-]*)?$/;

/** The part before `?`, as sent. */
export function pathOf(target: string): string {
  const query = target.indexOf("?");
  return query === -1 ? target : target.slice(0, query);
}

/** The part after the first `?`, as sent, or empty. */
export function queryOf(target: string): string {
  const query = target.indexOf("?");
  return query === -1 ? "" : target.slice(query + 1);
}

/**
 * Whether this target means something under `/api`, however it is spelt: everything that any router might resolve
 * to it counts, so that an odd spelling cannot walk around the checks.
 */
export function isApiTarget(target: string): boolean {
  return target.startsWith("/api/") && PLAIN.test(target) ? true : resolvedSegments(target)[0] === "api";
}

/** The path's segments in lower case, as the most generous router would read them. */
function resolvedSegments(target: string): string[] {
  const withoutOrigin = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  const decoded = pathOf(withoutOrigin).replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const resolved: string[] = [];
  for (const segment of decoded.split(/[/\\]+/)) {
    if (segment === "..") resolved.pop();
    else if (segment !== "." && segment !== "") resolved.push(segment.toLowerCase());
  }
  return resolved;
}

/** Whether this target means the partner API, however it is spelt. */
export function isPartnerTarget(target: string): boolean {
  if (target.startsWith("/api/v1/")) return true;
  const [first, second] = resolvedSegments(target);
  return first === "api" && second === "v1";
}

/** The refusal for a target that is malformed or not canonical, or `null`. */
export function checkTarget(target: string): ApiError | null {
  if (PLAIN.test(target)) return null;
  if (!target.startsWith("/")) return notCanonical(target);
  if (!isWellFormed(target)) {
    return invalidRequest(
      "malformed_target",
      "The request target has an escape that is not %XX, is a control character or is not UTF-8, or a character that must be escaped.",
      diagnoseMalformedTarget(target),
    );
  }
  const path = pathOf(target);
  const segments = path.slice(1).split("/");
  const isCanonical =
    !/%2e|%2f|%5c|\\/i.test(path) &&
    segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
  return isCanonical ? null : notCanonical(target);
}

function notCanonical(target: string): ApiError {
  return invalidRequest("non_canonical_path", NON_CANONICAL, diagnosePath(target));
}

function isWellFormed(target: string): boolean {
  if (!/^[\x21-\x7e]*$/.test(target) || target.includes("#")) return false;
  if (/%(?![0-9a-f]{2})|%[01][0-9a-f]|%7f/i.test(target)) return false;
  try {
    decodeURIComponent(target);
    return true;
  } catch {
    return false;
  }
}
