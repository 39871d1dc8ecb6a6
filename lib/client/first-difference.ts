/** Where two texts differ, and how to show characters that cannot be seen. Pure. */

/** What is before the first difference, from there to the last one, and after it. */
export type ComparedText = { before: string; different: string; after: string };

export type Difference = {
  /** Counted in characters from 1. */
  position: number;
  expected: ComparedText;
  received: ComparedText;
};

/** The difference of two texts by Unicode characters, or `null` where there is none. */
export function firstDifference(expected: string, received: string): Difference | null {
  if (expected === received) return null;
  const left = [...expected];
  const right = [...received];
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const compared = (text: readonly string[]): ComparedText => ({
    before: text.slice(0, start).join(""),
    different: text.slice(start, text.length - end).join(""),
    after: text.slice(text.length - end).join(""),
  });
  return { position: start + 1, expected: compared(left), received: compared(right) };
}

const SYMBOLS: Readonly<Record<string, string>> = {
  "\n": "↵",
  "\r": "␍",
  "\t": "⇥",
  "\u00a0": "[nbsp]",
};

/** Everything that leaves no ink but the plain space: controls, formats, other spaces, lone surrogates. */
const INVISIBLE = /[^\P{C}\u{e000}-\u{f8ff}]|[^\P{Z} ]/gu;

/** The text with every character that could not be seen written out: `[U+200B]`. */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) => SYMBOLS[character] ?? codePointOf(character));
}

/** As above, for a stretch that is pointed at: there a plain space counts as unseen too. */
export function showAll(text: string): string {
  return showInvisible(text).replaceAll(" ", "␣");
}

/** How a sentence calls the first character of a text: `“+”`, `a space`, `the end`. */
export function nameFirst(text: string): string {
  const first = [...text][0];
  if (first === undefined) return "the end";
  if (first === " ") return "a space";
  const shown = showInvisible(first);
  return shown === first ? `“${first}”` : codePointOf(first).slice(1, -1);
}

function codePointOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `[U+${hex}]`;
}
