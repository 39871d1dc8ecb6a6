/** From the candidates that the database found to the matches of a subject. */
import { createHash } from "node:crypto";
import type { MatchEvidence, MatchFeature } from "@/lib/schemas/screening-kinds";
import { normalizeIdentifier, normalizeName } from "@/lib/screening/names";
import { isInScope, MATCH_THRESHOLD, MATCHED_SCHEMAS } from "@/lib/screening/rules";
import { type ListedEntity, type ScreeningQuery, scoreCandidate } from "@/lib/screening/score";

/** An entry of a list, with all that a reviewer may want to see. */
export type Candidate = ListedEntity & {
  list: string;
  entityId: string;
  addresses: string[];
  sanctions: string[];
  topics: string[];
  datasets: string[];
};

export type FoundMatch = {
  list: string;
  osEntityId: string;
  caption: string;
  schema: string;
  score: number;
  isMatch: boolean;
  topics: string[];
  datasets: string[];
  features: MatchFeature[];
  evidence: MatchEvidence[];
  aliases: string[];
  fingerprint: string;
};

/** The candidates that reach the threshold, best first. */
export function matchesAmong(query: ScreeningQuery, candidates: readonly Candidate[]): FoundMatch[] {
  return candidates
    .filter(({ schema, topics }) => MATCHED_SCHEMAS.includes(schema) && isInScope(topics))
    .map((candidate) => ({ candidate, ...scoreCandidate(query, candidate) }))
    .filter(({ score }) => score >= MATCH_THRESHOLD)
    .sort((a, b) => b.score - a.score || (a.candidate.entityId < b.candidate.entityId ? -1 : 1))
    .map(({ candidate, score, features }) => ({
      list: candidate.list,
      osEntityId: candidate.entityId,
      caption: candidate.caption,
      schema: candidate.schema,
      score,
      isMatch: true,
      topics: candidate.topics,
      datasets: candidate.datasets,
      features,
      evidence: evidenceOf(candidate),
      aliases: candidate.aliases,
      fingerprint: fingerprintOf(query, candidate),
    }));
}

function evidenceOf(candidate: Candidate): MatchEvidence[] {
  const evidence: MatchEvidence[] = [
    { label: "Sanctions", values: candidate.sanctions, fullWidth: true },
    { label: "Birth date", values: candidate.birthDates, fullWidth: false },
    { label: "Countries", values: candidate.countries, fullWidth: false },
    { label: "Identifiers", values: candidate.identifiers, fullWidth: false },
    { label: "Addresses", values: candidate.addresses, fullWidth: true },
  ];
  return evidence.filter(({ values }) => values.length > 0);
}

/**
 * What a decision about a match rests on: names and birth dates of the list's side, everything of ours. A cleared match
 * whose fingerprint is another is looked at again. The order of values, spellings and legal forms do not count.
 */
export function fingerprintOf(query: ScreeningQuery, entity: ListedEntity): string {
  const kind = entity.schema === "Person" ? "person" : "organization";
  const listed = [entity.caption, ...entity.aliases].map((name) => normalizeName(name, kind));
  const content = [
    [distinct(listed), distinct(entity.birthDates)],
    [
      query.kind,
      distinct(query.names.map((name) => normalizeName(name, query.kind))),
      query.birthDate,
      distinct(query.countries),
      distinct(query.identifiers.map(normalizeIdentifier)),
    ],
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** Whether the subject still says everything that a match with these features was found by. */
export function isStillSaid(query: ScreeningQuery, features: readonly MatchFeature[]): boolean {
  return features.every(({ key, matchedValue }) => {
    if (matchedValue === null) return true;
    if (key === "name" || key === "alias") return query.names.includes(matchedValue);
    if (key === "birthDate") return query.birthDate === matchedValue;
    if (key === "country") return query.countries.join(", ") === matchedValue;
    if (key === "identifier") return query.identifiers.includes(matchedValue);
    return true;
  });
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== "").sort();
}

/** Whether a decision of then still speaks about what is found now: nothing it rested on changed, no topic was added. */
export function stillDecided(
  found: Pick<FoundMatch, "fingerprint" | "topics">,
  decision: { fingerprint: string; topicsAtDecision: readonly string[] },
): boolean {
  return (
    found.fingerprint === decision.fingerprint &&
    found.topics.every((topic) => decision.topicsAtDecision.includes(topic))
  );
}
