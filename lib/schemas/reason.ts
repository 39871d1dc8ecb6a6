/** What a reason in words must be, without the library of schemas. */
export const REASON_RULES = {
  minimumCharacters: 3,
  tooShort: "Say why in a few words: it stands in the partner's history.",
  maximumCharacters: 500,
  tooLong: "Use at most 500 characters.",
  pattern: /^[^\p{Cc}]*$/u,
  notText: "Control characters are not allowed.",
} as const;

/** What is wrong with a reason, in words; white space around it does not count. */
export function reasonFault(reason: string): string | undefined {
  const said = reason.trim();
  // As schemas count: characters, of which some are two units of UTF-16.
  const characters = [...said].length;
  if (characters < REASON_RULES.minimumCharacters) return REASON_RULES.tooShort;
  if (characters > REASON_RULES.maximumCharacters) return REASON_RULES.tooLong;
  return REASON_RULES.pattern.test(said) ? undefined : REASON_RULES.notText;
}
