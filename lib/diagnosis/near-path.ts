/** Paths and methods that do not exist, beside those that do. All of the partner API's paths are public. Pure. */
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";

const BASE = "/api/v1";
const LONGEST_PATH = 200;

/** `patterns`: paths that there are, such as `/api/v1/customers/[id]`. Null where none of the partner API's is near. */
export function diagnoseUnknownPath(path: string, patterns: readonly string[]): Diagnosis | null {
  // Our own pages' data: nobody is told what there is.
  if (path.length > LONGEST_PATH || /^\/api\/(ui|auth)\//i.test(path)) return null;
  const known = patterns
    .filter((pattern) => pattern.startsWith(`${BASE}/`))
    .map((pattern) => pattern.split("/").slice(1));
  const find = (candidate: string) => nearest(candidate.split("/").slice(1), known, 0);
  const lower = path.toLowerCase();
  if (lower !== path && find(lower) !== null) {
    return found("path_case", "Paths are written in lower case.", `Send ${shown(find(lower))}.`);
  }
  const version = /^\/api\/v(?!1\/)[\w.]{1,8}(?<rest>\/.*)$/.exec(path)?.groups?.rest;
  if (version !== undefined && find(BASE + version) !== null) {
    return found("other_version", "There is no such version.", `Send ${shown(find(BASE + version))}.`);
  }
  const bare = path.replace(/^(\/api)*(\/v1)*(\/api)*(\/v1)*(?=\/)/, "");
  const based = BASE + bare;
  if (based !== path && find(based) !== null) {
    return found("base_path_missing", `Every path begins with ${BASE}, once.`, `Send ${shown(find(based))}.`);
  }
  const near = nearest(path.split("/").slice(1), known, 2);
  return near === null
    ? null
    : found(
        "path_misspelt",
        "There is no such path, but one nearly like it.",
        `Did you mean ${shown(near)}?`,
      );
}

type Segments = readonly string[];

/** The pattern whose fixed segments differ least, by at most `distance` letters each. */
function nearest(path: Segments, known: readonly Segments[], distance: number): Segments | null {
  let best: { pattern: Segments; sum: number } | null = null;
  for (const pattern of known) {
    if (pattern.length !== path.length) continue;
    const differences = pattern.map((segment, index) =>
      segment.startsWith("[") ? 0 : letters(segment, path[index] ?? "", segment.length > 3 ? distance : 0),
    );
    const sum = differences.reduce((total, difference) => total + difference, 0);
    if (differences.every((difference) => difference <= distance) && (best === null || sum < best.sum)) {
      best = { pattern, sum };
    }
  }
  return best?.pattern ?? null;
}

/** Levenshtein's distance, as far as `limit`; anything beyond is `limit` + 1. */
function letters(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}

/** `/api/v1/customers/{id}`. */
function shown(pattern: Segments | null): string {
  return `/${(pattern ?? []).map((segment) => segment.replace(/^\[(.*)\]$/, "{$1}")).join("/")}`;
}

export function diagnoseOtherMethod(method: string, allowed: readonly string[]): Diagnosis {
  const use = `This path takes ${allowed.join(", ")}.`;
  if (method !== method.toUpperCase()) {
    return found("method_case", "Methods are written in upper case.", use);
  }
  if (method === "HEAD" || method === "OPTIONS") {
    return found(
      "method_without_support",
      `This API does not have ${method}.`,
      `${method === "OPTIONS" ? "It is for servers, so there is no CORS to ask for." : "Send a GET."} ${use}`,
    );
  }
  const isExchange = (a: string, b: string) => method === a && allowed.includes(b);
  if (isExchange("PUT", "PATCH") || isExchange("PATCH", "PUT")) {
    return found(
      "put_for_patch",
      `${method} is not taken here.`,
      `A change is sent with ${allowed.includes("PATCH") ? "PATCH" : "PUT"}. ${use}`,
    );
  }
  if (method === "GET" && allowed.includes("POST") && !allowed.includes("GET")) {
    return found(
      "redirected_to_get",
      "A GET arrived where only other methods are taken.",
      `HTTP libraries turn a POST into a GET on a redirect: call the final address. ${use}`,
    );
  }
  return found("other_method", `${method.slice(0, 20)} is not taken here.`, use);
}
