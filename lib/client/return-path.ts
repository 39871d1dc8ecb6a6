/** Control characters and white space: browsers drop some of them, which would turn `/\t/host` into `//host`. */
const UNSAFE = /[\s\p{Cc}\\]/u;

/**
 * Where to go after signing in. Only a path on this origin is taken: it begins with a single `/` and holds no
 * backslash, so that neither `//host` nor `/\host` can send anyone elsewhere.
 */
export function safeReturnPath(candidate: string | null | undefined, fallback: string): string {
  if (!candidate || candidate.length > 2048) return fallback;
  if (!candidate.startsWith("/") || candidate.startsWith("//") || UNSAFE.test(candidate)) return fallback;
  return candidate;
}
