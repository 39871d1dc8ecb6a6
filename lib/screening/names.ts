/** Names as they are compared: in plain words, without what tells nobody apart. */
import { COMMON_COMPANY_WORDS, withoutLegalForm } from "@/lib/screening/legal-forms";
import type { SubjectKind } from "@/lib/screening/rules";
import { transliterate } from "@/lib/screening/transliterate";

/** Longer names are addresses or sentences; the rest of them adds nothing to a comparison. */
const MAXIMUM_WORDS = 16;
const MAXIMUM_CHARACTERS = 500;
const MAXIMUM_READ = 10_000;

/** Forms of address, not parts of a name. */
const TITLES: ReadonlySet<string> = new Set(["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr"]);

/**
 * The words of a name in their order: transliterated, without punctuation, titles and legal forms. Empty for text
 * without a letter or digit.
 */
export function nameWords(name: string, kind: SubjectKind): string[] {
  // Blanks are no characters of a name: padded with them, its end would lie behind the limit.
  const plain = transliterate(name.slice(0, MAXIMUM_READ))
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, MAXIMUM_CHARACTERS)
    // One word with its apostrophe, several letters with their dots.
    .replace(/['’‘`´ʼʹ"“”«»]/gu, "")
    .replace(/(?<=(?:^|[^\p{L}\p{N}])\p{L})\.(?=\p{L}(?:[^\p{L}\p{N}]|$))/gu, "")
    .replace(/&/g, " and ");
  const words = plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== "");
  const told = kind === "person" ? withoutTitles(words) : withoutLegalForm(words);
  return told.slice(0, MAXIMUM_WORDS);
}

function withoutTitles(words: readonly string[]): string[] {
  const rest = words.filter((word) => !TITLES.has(word));
  return rest.length === 0 ? [...words] : rest;
}

/**
 * The form that is stored and searched: the words in alphabetical order, so that theirs does not matter, and of a company
 * those alone that tell it from others, as far as it has any.
 */
export function normalizeName(name: string, kind: SubjectKind): string {
  const words = nameWords(name, kind);
  const telling = kind === "person" ? words : words.filter((word) => !COMMON_COMPANY_WORDS.has(word));
  return (telling.length === 0 ? words : telling).sort().join(" ");
}

/** An identification or registration number as it is compared: letters and digits alone. Empty where that is too little. */
export function normalizeIdentifier(identifier: string): string {
  const plain = transliterate(identifier).replace(/[^\p{L}\p{N}]/gu, "");
  return plain.length >= MINIMUM_IDENTIFIER ? plain : "";
}

/** Shorter ones are shared by too many. */
const MINIMUM_IDENTIFIER = 6;
