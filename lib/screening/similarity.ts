/** How alike two names are, between 0 and 1. */
import { COMMON_COMPANY_WORDS } from "@/lib/screening/legal-forms";
import type { SubjectKind } from "@/lib/screening/rules";

/** Words that differ more than this are different words. */
const MINIMUM_WORD_SIMILARITY = 0.7;
/** Two spellings of one sound, less sure than one spelling. */
const SOUND_SIMILARITY = 0.93;
/** Two spellings whose consonants agree: vowels are what transliterations from unvowelled scripts differ in. */
const SKELETON_SIMILARITY = 0.86;
/** With fewer there are different names with the same ones, such as Hassan and Hussein. */
const MINIMUM_SKELETON = 4;
/** One vowel for another is half a mistake. */
const VOWEL_COST = 0.5;
/** Above 1: a part that fits badly tells more against a name than a part that fits well tells for it. */
const COVERAGE_EXPONENT = 1.3;
const MAXIMUM_WORD_WEIGHT = 7;
const PARTICLE_WEIGHT = 0.5;
/** What a common company word weighs of its length. */
const COMMON_WORD_SHARE = 0.4;

/** Words between names that some write and some leave out. */
const PARTICLES: ReadonlySet<string> = new Set(
  "al el bin ben ibn bint abu abd ul de da do dos del della der den van von du la le di y e i".split(" "),
);

/** A family's share of the words that only one of both names has. */
const EXTRA_WORDS_COST: Readonly<Record<SubjectKind, number>> = { person: 0.2, organization: 0.7 };

/** What a single common word of several can reach: a first name or a family name alone tells nobody. */
const ONE_WORD_CEILING = 0.6;

type Word = { text: string; weight: number; sound: string; isCommon: boolean };

/**
 * Compares two names given as words. Every word of one finds its best counterpart in the other, whatever the order; long
 * words weigh more than short ones, common ones less. What only one of both has costs more among companies, where a
 * further word names another company, than among persons, whose middle names come and go.
 */
export function nameSimilarity(left: readonly string[], right: readonly string[], kind: SubjectKind): number {
  if (left.length === 0 || right.length === 0) return 0;
  const joined = joinedSimilarity(left, right);
  if (joined === 1) return 1;
  const [a, b] = [toWords(left, kind), toWords(right, kind)];
  const { similaritySum, commonPairs, distinctPairs } = pairWords(a, b);
  const [covered, other] = [similaritySum / weightOf(a), similaritySum / weightOf(b)];
  const [most, least] = [Math.min(1, Math.max(covered, other)), Math.min(1, covered, other)];
  const byWords = most ** COVERAGE_EXPONENT - EXTRA_WORDS_COST[kind] * (1 - least);
  return clamp(Math.max(Math.min(byWords, ceilingOf(a, b, kind, commonPairs, distinctPairs)), joined));
}

/** With too few words in common there is nothing to be sure of, however well these fit. */
function ceilingOf(
  a: readonly Word[],
  b: readonly Word[],
  kind: SubjectKind,
  commonPairs: number,
  distinctPairs: number,
): number {
  if (distinctPairs === 0) return ONE_WORD_CEILING;
  if (kind === "organization") return 1;
  const canPair = Math.max(distinctCount(a), distinctCount(b));
  return distinctPairs + commonPairs < 2 && canPair > 1 ? ONE_WORD_CEILING : 1;
}

function distinctCount(words: readonly Word[]): number {
  return words.filter(({ isCommon }) => !isCommon).length;
}

/** `al qaida` and `alqaida`: the same letters with other spaces between them. */
function joinedSimilarity(left: readonly string[], right: readonly string[]): number {
  const [a, b] = [left.join(""), right.join("")];
  if (a === b) return 1;
  const sorted = [[...left].sort().join(""), [...right].sort().join("")];
  if (sorted[0] === sorted[1]) return 1;
  const likeness = editSimilarity(a, b);
  return likeness >= 0.9 ? likeness ** 2 : 0;
}

function toWords(words: readonly string[], kind: SubjectKind): Word[] {
  return words.map((text) => {
    const isCommon = PARTICLES.has(text) || (kind === "organization" && COMMON_COMPANY_WORDS.has(text));
    const length = Math.min(Array.from(text).length, MAXIMUM_WORD_WEIGHT);
    const weight = PARTICLES.has(text) ? PARTICLE_WEIGHT : isCommon ? length * COMMON_WORD_SHARE : length;
    return { text, weight, sound: soundOf(text), isCommon };
  });
}

function weightOf(words: readonly Word[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
}

/** Best pairs first; each word is used once. */
function pairWords(a: readonly Word[], b: readonly Word[]) {
  const pairs = a
    .flatMap((left, i) => b.map((right, j) => ({ i, j, left, right, likeness: wordSimilarity(left, right) })))
    .filter(({ likeness }) => likeness > 0)
    .sort((x, y) => y.likeness - x.likeness || y.left.weight - x.left.weight);
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()];
  const sums = { similaritySum: 0, commonPairs: 0, distinctPairs: 0 };
  for (const { i, j, left, right, likeness } of pairs) {
    if (usedLeft.has(i) || usedRight.has(j)) continue;
    usedLeft.add(i);
    usedRight.add(j);
    sums.similaritySum += likeness * Math.min(left.weight, right.weight);
    if (left.isCommon || right.isCommon) sums.commonPairs += 1;
    else sums.distinctPairs += 1;
  }
  return sums;
}

/** 1 for the same word, less for another spelling, 0 for another word. An initial stands for every name it begins. */
function wordSimilarity(left: Word, right: Word): number {
  if (left.text === right.text) return 1;
  const [a, b] = [left.text, right.text];
  if ((a.length === 1 || b.length === 1) && a[0] === b[0]) return 0.8;
  const spelled = editSimilarity(a, b);
  const bySpelling = spelled >= MINIMUM_WORD_SIMILARITY ? spelled ** 2 : 0;
  if (left.sound.length < 2 || right.sound.length < 2) return a.length > 2 && b.length > 2 ? bySpelling : 0;
  if (left.sound === right.sound) return Math.max(SOUND_SIMILARITY, bySpelling);
  const sounding = editSimilarity(left.sound, right.sound);
  const bySound = sounding >= MINIMUM_WORD_SIMILARITY ? SOUND_SIMILARITY * sounding ** 2 : 0;
  return Math.max(bySpelling, bySound, haveSameSkeleton(left.sound, right.sound) ? SKELETON_SIMILARITY : 0);
}

function haveSameSkeleton(a: string, b: string): boolean {
  const [left, right] = [a.replace(/[aeiou]/g, ""), b.replace(/[aeiou]/g, "")];
  return (
    left === right && left.length >= MINIMUM_SKELETON && Math.abs(a.length - b.length) <= 1 && a[0] === b[0]
  );
}

/** Spellings of one sound in several languages, longest first. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/schtsch|shch|schch|sch|tsh|sh|zh|dzh|dj|ch|cz|sz|rz|tch/g, "j"],
  [/gh/g, "g"],
  [/kh|ck|qu|q|kk/g, "k"],
  [/ph|ff/g, "f"],
  [/th|dt|tt/g, "t"],
  [/w/g, "v"],
  [/v$/g, "f"],
  [/x/g, "ks"],
  [/tz|ts|c(?=[eiy])/g, "s"],
  [/z/g, "s"],
  [/c/g, "k"],
  [/ou|oo|ue/g, "u"],
  [/oe/g, "o"],
  [/ae/g, "a"],
  [/(?:[iy]+[ey]?|ee|ij|j(?=$))/g, "i"],
  [/ie/g, "i"],
  [/(?<=[aeiou])h(?=[^aeiou]|$)|(?<=[^aeiou])h/g, ""],
];

/** A rough key of how a Latin word sounds: equal for the usual transliterations of one name. */
export function soundOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return "";
  const replaced = SOUNDS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), word);
  return replaced.replace(/(.)\1+/g, "$1");
}

/** 1 less the share of letters to insert, delete, replace or swap (optimal string alignment distance, vowels cheaper). */
export function editSimilarity(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  return 1 - editDistance(a, b) / longest;
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + replacementCost(a[i - 1], b[j - 1]);
      let least = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

function replacementCost(a = "", b = ""): number {
  if (a === b) return 0;
  return /^[aeiouy]$/.test(a) && /^[aeiouy]$/.test(b) ? VOWEL_COST : 1;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
