/** The constants of matching: what is compared, and from where on it counts. */

/** Shown with each query. The number moves when normalization or scoring changes; lists are then to be imported anew. */
export const ALGORITHM = "nuvera-names-2";

/**
 * A candidate with this score or more is a match and holds payments until somebody has reviewed it. Below lie common
 * names whose birth dates contradict each other, and names that share one word.
 */
export const MATCH_THRESHOLD = 0.7;

/** Families of topics that count; see `isInScope`. The names are OpenSanctions' own. */
export const TOPICS_SCOPE: readonly string[] = [
  "asset.frozen",
  "crime",
  "debarment",
  "export",
  "poi",
  "reg",
  "role.oligarch",
  "role.pep",
  "role.rca",
  "sanction",
  "wanted",
];

/** Whether an entity with these topics concerns us. One without any does: nothing says that it is harmless. */
export function isInScope(topics: readonly string[]): boolean {
  return (
    topics.length === 0 ||
    topics.some((topic) => TOPICS_SCOPE.some((family) => topic === family || topic.startsWith(`${family}.`)))
  );
}

/** What a listed entity can be, as far as a person, company or account holder can be it. */
const PERSON_SCHEMAS: readonly string[] = ["Person"];
const ORGANIZATION_SCHEMAS: readonly string[] = ["Company", "Organization", "PublicBody"];
const EITHER_SCHEMAS: readonly string[] = ["LegalEntity"];

/** The schemas that subjects are matched against; vessels, aircraft, securities and wallets are left out. */
export const MATCHED_SCHEMAS: readonly string[] = [
  ...PERSON_SCHEMAS,
  ...ORGANIZATION_SCHEMAS,
  ...EITHER_SCHEMAS,
];

export type SubjectKind = "person" | "organization";

/** Whether the entity is of the subject's own kind. */
export function schemaAgrees(kind: SubjectKind, schema: string): boolean {
  const own = kind === "person" ? PERSON_SCHEMAS : ORGANIZATION_SCHEMAS;
  return own.includes(schema) || EITHER_SCHEMAS.includes(schema);
}
