/**
 * Takes credentials and personal data out of text before anybody writes it down. Every line of the log passes here. It is the
 * second fence: the first is that nobody hands such text to the log.
 *
 * Pure. `scrub` knows secrets by their form; what has no form (a pepper, a database password) is told to it as `known`.
 */

const MASK = "[redacted]";

/** Names whose values are secret whatever they look like: `password=…`, `"clientSecret": "…"`, `Authorization: Bearer …`. */
const SECRET_NAME =
  "[\\w-]*(?:passw(?:or)?d|passphrase|secret|pepper|authorization|cookie|api[-_]?key|private[-_]?key|credential|session[-_]?id|token|jwt|one[-_]?time[-_]?code|recovery[-_]?code)";

/** In this order: what spans much first, so that no rule cuts off the mark that another one looks for. */
const RULES: readonly [RegExp, string][] = [
  // A statement and its parameters hold what callers sent (drizzle's wording).
  [/Failed query:[\s\S]*/g, `Failed query: ${MASK}`],
  // With line breaks of any spelling, and without an end where the text was cut.
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, MASK],
  [/nv(?:_|%5f)(test|live)(?:_|%5f)[0-9A-Za-z%]+/gi, `nv_$1_${MASK}`],
  [/whsec_[\w+/=-]+/g, `whsec_${MASK}`],
  // JWS (RFC 7515) and JWE (RFC 7516), whole or the beginning of one.
  [/eyJ[\w-]{6,}(?:\.[\w-]*){0,4}/g, MASK],
  // User and password of a URL, with all that stands before the last @ of the authority.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi, `$1${MASK}@`],
  // Links of invitations and resets carry their secret in the fragment.
  [/(https?:\/\/[^\s#"'<>]+)#[^\s"'<>]+/gi, `$1#${MASK}`],
  [/otpauth:\/\/[^\s"'<>]+/gi, MASK],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`],
  [
    new RegExp(`(${SECRET_NAME}\\\\*["']?\\s*[=:]\\s*)(?:\\\\*"[^"]*"?|'[^']*'?|[^\\s,;&}\\]]+)`, "gi"),
    `$1${MASK}`,
  ],
  // Seeds of one-time codes: base32 (RFC 4648), 20 bytes.
  [/\b[A-Z2-7]{32,}\b/g, MASK],
  // Addresses of people; not `package@1.2.3` in a stack.
  [/[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi, MASK],
];

/** Shorter ones would be found in half of what is written. */
const SHORTEST_KNOWN_SECRET = 8;

/** Longer texts are cut, so that nobody can make the work of scrubbing long. */
const MAXIMUM_CHARACTERS = 8_192;

/** `text` without what looks like a secret, and without the `known` ones. */
export function scrub(text: string, known: readonly string[] = []): string {
  if (text.length > MAXIMUM_CHARACTERS) return `${scrub(text.slice(0, MAXIMUM_CHARACTERS), known)}…`;
  const withoutKnown = known
    .filter((secret) => secret.length >= SHORTEST_KNOWN_SECRET)
    .reduce((left, secret) => left.replaceAll(secret, MASK), text);
  return RULES.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), withoutKnown);
}

const SECRET_FIELD = new RegExp(`^${SECRET_NAME}$`, "i");

/** Whether a field of this name is left out whatever it holds. */
export function isSecretField(name: string): boolean {
  return SECRET_FIELD.test(name);
}
