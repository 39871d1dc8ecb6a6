/** Queries of one path that have other parameters, or the same ones in another order. Pure. */
import { type Diagnosis, found, quote } from "@/lib/diagnosis/diagnosis";

const ONCE = "Build the query once, as one text; sign that text and send it.";

/** Null where the paths differ, or the queries are the same. */
export function diagnoseParameters(signed: string, target: string): Diagnosis | null {
  const [path, own] = split(signed);
  const [sentPath, sent] = split(target);
  if (path !== sentPath || own === sent) return null;
  const [ownPairs, sentPairs] = [own.split("&"), sent.split("&")];
  if (
    ownPairs.length === sentPairs.length &&
    ownPairs.toSorted().join("&") === sentPairs.toSorted().join("&")
  ) {
    return found(
      "parameter_order",
      "The parameters are signed in another order than they were sent in.",
      ONCE,
    );
  }
  const [ownNames, sentNames] = [names(ownPairs), names(sentPairs)];
  const added = sentNames.find((name) => !ownNames.includes(name));
  const missing = ownNames.find((name) => !sentNames.includes(name));
  if (added !== undefined && missing === undefined) {
    return found(
      "parameter_not_signed",
      `The parameter ${quote(added)} was sent and not signed.`,
      `Something adds it after signing: a default of the HTTP client, for example. ${ONCE}`,
    );
  }
  if (missing !== undefined) {
    return found(
      "parameter_not_sent",
      `The parameter ${quote(missing)} was signed and not sent.`,
      `HTTP clients leave out parameters that are empty. ${ONCE}`,
    );
  }
  const changed = sentPairs.find((pair) => !ownPairs.includes(pair));
  const name = changed?.split("=", 1)[0] ?? "";
  return found(
    "parameter_value",
    `The parameter ${quote(name)} has another value than the signed one.`,
    ONCE,
  );
}

function split(target: string): [path: string, query: string] {
  const start = target.indexOf("?");
  return start === -1 ? [target, ""] : [target.slice(0, start), target.slice(start + 1)];
}

function names(pairs: readonly string[]): string[] {
  return pairs.map((pair) => pair.split("=", 1)[0] ?? "");
}
