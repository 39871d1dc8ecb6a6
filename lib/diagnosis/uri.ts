/** How the signed `uri` differs from the target that arrived. Pure. */
import { textClaim } from "@/lib/diagnosis/claims";
import { type Diagnosis, type Evidence, firstOf, found } from "@/lib/diagnosis/diagnosis";
import { diagnoseEscapes } from "@/lib/diagnosis/uri-escapes";
import { diagnoseParameters } from "@/lib/diagnosis/uri-parameters";

const BASE_PATH = "/api/v1";
const ONCE = "Build path and query once, as one text; sign that text and send it.";

/** `target` holds ASCII only: others were refused before. */
export function diagnoseUri({
  token,
  target,
  method,
}: Pick<Evidence, "token" | "target" | "method">): Diagnosis | null {
  const signed = textClaim(token, "uri");
  return firstOf(
    () => surroundings(signed, target, method),
    () => ends(signed, target),
    () => pathOnly(signed, target),
    () => diagnoseEscapes(signed, target),
    () => diagnoseParameters(signed, target),
    () => otherPath(signed, target),
  );
}

/** What was signed beside path and query. */
function surroundings(signed: string, target: string, method: string): Diagnosis | null {
  const trimmed = signed.trim();
  if (trimmed !== signed && trimmed === target) {
    return found(
      "white_space",
      "You signed white space or a line break around the target.",
      "Trim it: echo adds a line break, printf does not.",
    );
  }
  const origin = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]+(?<rest>.*)$/i.exec(trimmed)?.groups?.rest;
  const hostAlone = /^[\w.-]+(?::\d+)?(?<rest>\/.*)$/.exec(trimmed)?.groups?.rest;
  const rest = origin ?? (trimmed.startsWith("/") ? undefined : hostAlone);
  if (rest !== undefined && (rest === target || pathOf(rest) === pathOf(target))) {
    return found(
      "signed_with_origin",
      "You signed the whole address, with its host.",
      `Sign path and query alone: ${shown(target)}.`,
    );
  }
  if (trimmed.toUpperCase().startsWith(`${method} `) || /^[A-Z]+ \//.test(trimmed)) {
    return found(
      "signed_with_method",
      "You signed the method and the target in uri.",
      "The method has a claim of its own: method.",
    );
  }
  if (signed.split("#", 1)[0] === target) {
    return found("signed_with_fragment", "You signed a fragment (#…), which is never sent.", "Leave it out.");
  }
  return null;
}

/** What is missing or too much at either end. */
function ends(signed: string, target: string): Diagnosis | null {
  if (signed === `${target}?` || `${signed}?` === target) {
    return found(
      "trailing_question_mark",
      "One of the two ends with a ? and nothing after it.",
      `Leave it out of both. ${ONCE}`,
    );
  }
  if (`/${signed}` === target) {
    return found(
      "leading_slash_missing",
      "You signed the path without the slash at its beginning.",
      `Sign ${shown(target)}.`,
    );
  }
  const [path, query] = [pathOf(signed), queryOf(signed)];
  const isSameQuery = query === queryOf(target);
  if (
    isSameQuery &&
    path.replace(/\/+$/, "") === pathOf(target).replace(/\/+$/, "") &&
    path !== pathOf(target)
  ) {
    return found(
      "trailing_slash",
      "You signed the path with a slash at its end.",
      "Paths have none here: sign what is sent.",
    );
  }
  if (signed.length >= 2 && target.startsWith(BASE_PATH) && target.endsWith(signed.replace(/^\/*/, "/"))) {
    const missing = target.slice(0, target.length - signed.replace(/^\/*/, "/").length);
    if (missing !== "" && BASE_PATH.startsWith(missing)) {
      return found(
        "base_path_missing",
        `You signed the path without ${missing}.`,
        `The base path belongs to it: sign ${shown(target)}.`,
      );
    }
  }
  if (isSameQuery && (path.endsWith(pathOf(target)) || (path.length > 1 && pathOf(target).endsWith(path)))) {
    return found(
      "path_prefix",
      "One of the two paths has a prefix that the other one lacks.",
      `A proxy of yours or your HTTP library adds or removes it: sign the path as it arrives here, ${shown(pathOf(target))}.`,
    );
  }
  return null;
}

/** One of the two has no query. */
function pathOnly(signed: string, target: string): Diagnosis | null {
  if (signed === pathOf(target) && signed !== target) {
    return found(
      "signed_without_query",
      "You signed the path without the query.",
      `The query is part of uri: sign path and query as sent. ${ONCE}`,
    );
  }
  if (pathOf(signed) === target) {
    return found(
      "query_not_sent",
      "You signed a query, and none arrived.",
      "Look where it gets lost: a body parameter instead of a query parameter, or a proxy that rewrites the path.",
    );
  }
  return null;
}

function otherPath(signed: string, target: string): Diagnosis | null {
  const [path, sent] = [pathOf(signed), pathOf(target)];
  if (path === sent) return null;
  if (/[{}]|\/:[a-z]|%7b/i.test(path)) {
    return found("path_template", "You signed the path's template.", "Put the ids into it before signing.");
  }
  if (path.toLowerCase() === sent.toLowerCase()) {
    return found("path_case", "The two paths differ in case.", ONCE);
  }
  const [own, arrived] = [path.split("/"), sent.split("/")];
  const first = arrived.findIndex((segment, index) => segment !== own[index]);
  return found(
    "other_path",
    first === -1
      ? "You signed a longer path than the one that arrived."
      : `The paths differ from the part ${Math.max(first, 1)} on.`,
    `Sign the path of this very request. ${ONCE}`,
  );
}

export function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

export function queryOf(target: string): string {
  const start = target.indexOf("?");
  return start === -1 ? "" : target.slice(start + 1);
}

/** The full target stands in `expected`; a hint shows only a short one. */
function shown(target: string): string {
  return target.length <= 80 && !/nv_|nv%5f|eyJ/i.test(target) ? target : "the target in expected";
}
