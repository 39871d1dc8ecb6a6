const MAXIMUM_CHARACTERS = 300;
// `%5f` is an underscore in a URL, where a key may have ended up by mistake.
const API_KEY = /nv(?:_|%5f)(test|live)(?:_|%5f)[0-9a-z%]*/gi;
const COMPACT_TOKEN = /eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)+/g;
// Control, format (bidirectional overrides too), line and paragraph separators, lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Makes a text from a caller safe to show and to log: whatever looks like an API key or a token is masked,
 * invisible characters are escaped, and the length is capped.
 *
 * @returns at most `maximumCharacters` characters
 */
export function redact(text: string, maximumCharacters = MAXIMUM_CHARACTERS): string {
  const masked = text
    // Longer inputs cannot add anything that is shown; the cap keeps the work small.
    .slice(0, 16_384)
    .replace(API_KEY, (_, scheme: string) => `nv_${scheme.toLowerCase()}_[masked]`)
    .replace(COMPACT_TOKEN, "[token masked]")
    .replace(
      UNPRINTABLE,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    );
  if (masked.length <= maximumCharacters) return masked;
  const cut = masked.slice(0, maximumCharacters - 1);
  return `${cut.replace(/[\uD800-\uDBFF]$/, "")}…`;
}
