/** What screening says about a subject, in its parts that are stored as they are shown. */

export const SUBJECT_TYPES = [
  "CUSTOMER",
  "CUSTOMER_PERSON",
  "CUSTOMER_LEGAL_ENTITY_SHAREHOLDER",
  "BENEFICIARY",
] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** One property of a subject that was looked for. */
export type QueryProperty = { label: string; key: string; values: string[] };

/** Why a match scores as it does: one property of the subject beside the one of the list. */
export type MatchFeature = {
  key: string;
  label: string;
  score: number;
  matchedValue: string | null;
  candidateValue: string | null;
  note: string | null;
};

/** What the list says about the entity. */
export type MatchEvidence = { label: string; values: string[]; fullWidth: boolean };

/** Of a match: waiting for a reviewer, found to be of somebody else, found to be true, no longer a match. */
export const MATCH_STATES = ["OPEN", "CLEARED", "CONFIRMED", "GONE"] as const;
export type MatchState = (typeof MATCH_STATES)[number];

/** `FALSE_POSITIVE` clears the match; `TRUE_MATCH` keeps the hold for good. */
export const DISPOSITION_OUTCOMES = ["FALSE_POSITIVE", "TRUE_MATCH"] as const;
export type DispositionOutcome = (typeof DISPOSITION_OUTCOMES)[number];

export const WATCHLIST_IMPORT_STATES = ["RUNNING", "COMPLETED", "FAILED"] as const;
export type WatchlistImportState = (typeof WATCHLIST_IMPORT_STATES)[number];
