/** Targets that mean the same and are escaped otherwise (RFC 3986, section 2). Pure. */
import { type Diagnosis, found } from "@/lib/diagnosis/diagnosis";

const ONCE =
  "Encode once, sign that text and send it as it is; look for a setting that keeps the HTTP library from encoding again.";
const upperEscapes = (text: string) => text.replace(/%[0-9a-f]{2}/gi, (spelling) => spelling.toUpperCase());

/** Null where they differ in more than their escapes. */
export function diagnoseEscapes(signed: string, target: string): Diagnosis | null {
  if (signed.replaceAll("&amp;", "&") === target) {
    return found(
      "ampersand_escaped",
      "You signed &amp; where & was sent.",
      "Take the target from the code, not from HTML or XML.",
    );
  }
  if (upperEscapes(signed) === upperEscapes(target)) {
    return found("escape_case", "The escapes differ in case, as %2f and %2F do.", ONCE);
  }
  const spaces = (text: string) => upperEscapes(text).replaceAll("%20", "+");
  if (spaces(signed) === spaces(target)) {
    const [own, sent] = /%20/.test(target) && !/%20/.test(signed) ? ["+", "%20"] : ["%20", "+"];
    return found(
      "plus_and_percent20",
      `You signed ${own} and sent ${sent}.`,
      `Both mean a space, and only one was sent. ${ONCE}`,
    );
  }
  const [own, sent] = [decoded(signed), decoded(target)];
  if (own === null || sent === null) return null;
  if (signed === sent || signed.replaceAll(" ", "+") === sent) {
    return found("signed_decoded", "You signed the target before it was escaped.", ONCE);
  }
  if (own === sent || own.replaceAll(" ", "+") === sent.replaceAll(" ", "+")) {
    const letters = differingEscapes(signed, target);
    return found(
      "escaped_otherwise",
      `The two are escaped otherwise${letters === "" ? "" : `: ${letters}`}.`,
      ONCE,
    );
  }
  if (own === target || sent === signed || decoded(own) === sent || decoded(sent) === own) {
    return found("encoded_twice", "One of the two is escaped twice: %25 where % is meant.", ONCE);
  }
  if (own.normalize("NFC") === sent.normalize("NFC")) {
    return found(
      "other_unicode_form",
      "Letters such as é are composed in another Unicode form.",
      `Normalize to NFC. ${ONCE}`,
    );
  }
  return null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The escapes that only one of them has, `%2C` for example, at most three. */
function differingEscapes(signed: string, target: string): string {
  const of = (text: string) => new Set(upperEscapes(text).match(/%[0-9A-F]{2}/g) ?? []);
  const [own, sent] = [of(signed), of(target)];
  const describe = (spelling: string) => {
    const character = decoded(spelling) ?? "";
    const isVisible = /^[!-~]$/.test(character);
    const [left, right] = own.has(spelling) ? [spelling, character] : [character, spelling];
    return isVisible ? [`you signed ${left} and sent ${right}`] : [];
  };
  return [...own]
    .filter((spelling) => !sent.has(spelling))
    .concat([...sent].filter((spelling) => !own.has(spelling)))
    .flatMap(describe)
    .slice(0, 3)
    .join(", ");
}
