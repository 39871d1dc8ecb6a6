/** Which mistake explains a signed target that is not the one of the request. */
import type { RuleId } from "./rules";

/** One character per byte, escapes resolved. */
function unescaped(target: string): string {
  return target.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The same text for every spelling of one target, also one that was encoded twice. */
function decoded(target: string): string {
  return unescaped(unescaped(Buffer.from(target, "utf8").toString("latin1"))).replaceAll("+", " ");
}

function parameters(target: string): string {
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  return `${path}?${query.split("&").toSorted().join("&")}`;
}

/** A query as a parser writes it that drops what is empty. */
const tidied = (target: string): string =>
  decoded(target)
    .replaceAll(/=(?=&|$)/g, "")
    .replaceAll(/&+/g, "&");

/** Names the mistake by which `target` became `received`. */
export function explainTarget(target: string, received: string): RuleId {
  const [path = ""] = target.split("?");
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(received) || received.startsWith("//")) return "uri-origin";
  if (target.includes("?") && (received === path || decoded(received) === decoded(path))) return "uri-query";
  if (received !== "" && received !== "/" && target.endsWith(received)) return "uri-path";
  if (decoded(received) === decoded(target)) return "uri-escapes";
  if (parameters(received) === parameters(target)) return "uri-order";
  if (tidied(received) === tidied(target)) return "uri-escapes";
  if (parameters(tidied(received)) === parameters(tidied(target))) return "uri-order";
  return "uri";
}
