import { NuveraClientError } from "./errors";

/** A value of the query; `undefined` and `null` leave the parameter out. */
export type QueryValue = string | number | boolean | null | undefined;

function refuse(message: string): never {
  throw new NuveraClientError("invalid_target", message);
}

/** `encodeURIComponent` plus the five characters it leaves alone, one of which `fetch` would rewrite. */
function encodeComponent(text: string): string {
  let encoded: string;
  try {
    encoded = encodeURIComponent(text);
  } catch {
    return refuse("Half of a surrogate pair cannot be encoded into a request target.");
  }
  return encoded.replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function encodeSegment(segment: string): string {
  if (segment === "" || segment === "." || segment === "..") {
    return refuse("A path may not hold empty segments, '.' or '..', nor end in a slash.");
  }
  if (/[/\\%]/.test(segment)) {
    return refuse("A path segment may not hold '/', '\\' or '%'; give it as plain text, not encoded.");
  }
  return encodeComponent(segment);
}

/**
 * Builds the request target that is signed and sent: `buildTarget("/api/v1/customers", { q: "Müller & Co", limit: 20 })`.
 * The path is plain text (not encoded yet), either whole or as a list of segments; ids from elsewhere are
 * safer in a list, where a slash inside one is refused rather than read as a separator.
 */
export function buildTarget(
  path: string | readonly string[],
  query: Readonly<Record<string, QueryValue>> = {},
): string {
  if (typeof path === "string" && !path.startsWith("/")) refuse("A path begins with '/'.");
  const segments = typeof path === "string" ? path.slice(1).split("/") : path;
  if (segments.length === 0) refuse("A path has at least one segment.");
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null
      ? []
      : [`${encodeComponent(name)}=${encodeComponent(String(value))}`],
  );
  const pathname = `/${segments.map(encodeSegment).join("/")}`;
  return pairs.length === 0 ? pathname : `${pathname}?${pairs.join("&")}`;
}

/** Refuses what can never be a request target: no leading slash, a fragment, spaces, non-ASCII. */
export function assertTarget(target: string): void {
  if (!target.startsWith("/")) {
    refuse("The target is the path and query as sent, beginning with '/'; no scheme, no host.");
  }
  if (!/^[\x21-\x7e]*$/.test(target) || target.includes("#")) {
    refuse("The target holds characters that cannot stand in it unencoded; build it with buildTarget().");
  }
}

/**
 * The URL to hand to `fetch`, only if `fetch` will send exactly this target: the signature covers it byte for
 * byte, and a URL parser silently rewrites some spellings (`/a/../b`, `\`, `'` or `"` in a query, a lone `?`).
 */
export function targetUrl(origin: string, target: string): string {
  assertTarget(target);
  let url: URL;
  try {
    url = new URL(origin + target);
  } catch {
    return refuse("The target does not form a URL with the base URL.");
  }
  const sent = url.pathname + url.search;
  if (url.origin !== origin || sent !== target) {
    refuse(
      `fetch would send ${JSON.stringify(sent)} instead of the signed target ${JSON.stringify(target)}; ` +
        "build it with buildTarget().",
    );
  }
  return url.href;
}
