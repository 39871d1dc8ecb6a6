const LONGEST_STEM = 50;
/** Names that mean something to the platform and are given out only when asked for by slug. */
const RESERVED: readonly string[] = ["demo"];

/** `Café Zürich & Söhne` becomes `cafe-zurich-sohne`; a name without any ASCII letter becomes `organization`. */
function stemOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const stem = (words ?? []).join("-").slice(0, LONGEST_STEM).replace(/-$/, "");
  return stem === "" ? "organization" : stem;
}

/** Slugs for a name, best first and without end: the plain one, then `-2`, `-3` and so on. */
export function* slugCandidates(name: string): Generator<string, never> {
  const stem = stemOf(name);
  if (!RESERVED.includes(stem)) yield stem;
  for (let number = 2; ; number += 1) yield `${stem}-${number}`;
}
