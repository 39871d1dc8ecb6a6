/**
 * The score of a candidate: how alike the names are, moved by what else both sides say. Each part is a feature, so that
 * a reviewer sees why. Pure: the candidate may come from anywhere.
 */

import type { MatchFeature } from "@/lib/schemas/screening-kinds";
import { nameWords, normalizeIdentifier } from "@/lib/screening/names";
import { type SubjectKind, schemaAgrees } from "@/lib/screening/rules";
import { nameSimilarity } from "@/lib/screening/similarity";

/** What is looked for. */
export type ScreeningQuery = {
  kind: SubjectKind;
  /** As they were given; the first is the one it is shown by. */
  names: string[];
  /** `YYYY-MM-DD`. */
  birthDate: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  countries: string[];
  identifiers: string[];
};

/** What the list says. */
export type ListedEntity = {
  schema: string;
  caption: string;
  aliases: string[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  birthDates: string[];
  /** Upper case. */
  countries: string[];
  identifiers: string[];
};

/** Added to the names' similarity; a score never leaves 0 to 1. */
const ADJUSTMENTS = {
  birthDateEqual: 0.1,
  /** The list has a year or a month, and it is the one. */
  birthDateCompatible: 0.05,
  /** Day and month exchanged, or one digit different: as dates are miswritten. */
  birthDateMiswritten: 0,
  birthDateNear: -0.1,
  /** More than the threshold leaves of equal names. */
  birthDateConflict: -0.35,
  countryShared: 0.05,
  countryDifferent: -0.1,
  /** A person for a company, or the other way round. */
  schemaDifferent: -0.15,
} as const;

/** A number that both have makes a match of names that are roughly alike, and one of two in the same country. */
const IDENTIFIER_BONUS = 0.25;
const ROUGHLY_ALIKE = 0.5;
const IDENTIFIER_FLOOR = 0.75;

type Part = { adjustment: number; feature: MatchFeature };

/** The score between 0 and 1 in four decimals, and what it is made of. */
export function scoreCandidate(
  query: ScreeningQuery,
  entity: ListedEntity,
): { score: number; features: MatchFeature[] } {
  const name = compareNames(query, entity);
  const parts = [
    compareBirthDates(query, entity),
    compareCountries(query, entity),
    compareSchemas(query, entity),
  ].filter((part): part is Part => part !== null);
  const identifier = sharedIdentifier(query, entity);
  const byName = parts.reduce((sum, { adjustment }) => sum + adjustment, name.score);
  const score = identifier === null ? byName : withIdentifier(byName, name.score, query, entity);
  return {
    score: round(Math.min(1, Math.max(0, score))),
    features: [name, ...parts.map(({ feature }) => feature), ...(identifier === null ? [] : [identifier])],
  };
}

function withIdentifier(
  byName: number,
  nameScore: number,
  query: ScreeningQuery,
  entity: ListedEntity,
): number {
  const raised = nameScore >= ROUGHLY_ALIKE ? byName + IDENTIFIER_BONUS : byName;
  const sharesCountry = query.countries.some((country) => entity.countries.includes(country));
  return sharesCountry ? Math.max(raised, IDENTIFIER_FLOOR) : raised;
}

/** The best pair of names. An alias is as good as the first name: many are known by nothing else. */
function compareNames(query: ScreeningQuery, entity: ListedEntity): MatchFeature {
  const none: MatchFeature = feature("name", "Name", 0, query.names[0] ?? null, entity.caption, null);
  return query.names
    .flatMap((own) =>
      [entity.caption, ...entity.aliases].map((listed, position) => {
        const score = nameSimilarity(nameWords(own, query.kind), nameWords(listed, query.kind), query.kind);
        return feature(
          position === 0 ? "name" : "alias",
          position === 0 ? "Name" : "Alias",
          round(score),
          own,
          listed,
          null,
        );
      }),
    )
    .reduce((best, next) => (next.score > best.score ? next : best), none);
}

function compareBirthDates(query: ScreeningQuery, entity: ListedEntity): Part | null {
  const own = query.birthDate;
  if (query.kind !== "person" || own === null || entity.birthDates.length === 0) return null;
  return entity.birthDates
    .map((listed) => {
      const { adjustment, note } = birthDateAgreement(own, listed);
      return { adjustment, feature: feature("birthDate", "Birth date", adjustment, own, listed, note) };
    })
    .reduce((best, next) => (next.adjustment > best.adjustment ? next : best));
}

/** Exported for its table of tests. */
export function birthDateAgreement(own: string, listed: string): { adjustment: number; note: string } {
  if (own === listed) return { adjustment: ADJUSTMENTS.birthDateEqual, note: "Same day" };
  const [year = "", month, day] = listed.split("-");
  const [ownYear = "", ownMonth, ownDay] = own.split("-");
  if (own.startsWith(`${listed}-`)) {
    const note = month === undefined ? "Same year; the list has no day" : "Same month; the list has no day";
    return { adjustment: ADJUSTMENTS.birthDateCompatible, note };
  }
  if (year === ownYear && day !== undefined && day === ownMonth && month === ownDay) {
    return { adjustment: ADJUSTMENTS.birthDateMiswritten, note: "Day and month exchanged" };
  }
  if (day !== undefined && differingDigits(own, listed) === 1) {
    return { adjustment: ADJUSTMENTS.birthDateMiswritten, note: "One digit different" };
  }
  if (Math.abs(Number(year) - Number(ownYear)) <= 1) {
    return { adjustment: ADJUSTMENTS.birthDateNear, note: "Different day, about the same age" };
  }
  return { adjustment: ADJUSTMENTS.birthDateConflict, note: "Different year" };
}

function differingDigits(a: string, b: string): number {
  return Array.from(a).filter((digit, index) => digit !== b[index]).length;
}

function compareCountries(query: ScreeningQuery, entity: ListedEntity): Part | null {
  if (query.countries.length === 0 || entity.countries.length === 0) return null;
  const shared = query.countries.filter((country) => entity.countries.includes(country));
  const adjustment = shared.length > 0 ? ADJUSTMENTS.countryShared : ADJUSTMENTS.countryDifferent;
  return {
    adjustment,
    feature: feature(
      "country",
      "Country",
      adjustment,
      query.countries.join(", "),
      entity.countries.join(", "),
      shared.length > 0 ? `Shared: ${shared.join(", ")}` : "None in common",
    ),
  };
}

function compareSchemas({ kind }: ScreeningQuery, { schema }: ListedEntity): Part | null {
  if (schemaAgrees(kind, schema)) return null;
  const adjustment = ADJUSTMENTS.schemaDifferent;
  const own = kind === "person" ? "Person" : "Company";
  return {
    adjustment,
    feature: feature("schema", "Kind", adjustment, own, schema, "A person and a company"),
  };
}

function sharedIdentifier(query: ScreeningQuery, entity: ListedEntity): MatchFeature | null {
  const listed = new Map(entity.identifiers.map((value) => [normalizeIdentifier(value), value]));
  const own = query.identifiers.find(
    (value) => listed.has(normalizeIdentifier(value)) && normalizeIdentifier(value) !== "",
  );
  if (own === undefined) return null;
  const theirs = listed.get(normalizeIdentifier(own)) ?? own;
  return feature("identifier", "Identifier", IDENTIFIER_BONUS, own, theirs, "Same number");
}

function feature(
  key: string,
  label: string,
  score: number,
  matchedValue: string | null,
  candidateValue: string | null,
  note: string | null,
): MatchFeature {
  return { key, label, score, matchedValue, candidateValue, note };
}

/** Four decimals, as they are stored. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
