/** A screened subject with its matches, and the lists that subjects are matched against. */
import { queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type ReviewTarget, reviewKey } from "@/lib/client/hub-reviews";
import { type Place, uiApi } from "@/lib/routes";
import type { ScreeningReview, Watchlists } from "@/lib/schemas/screening";
import type { MatchFeature, SubjectType } from "@/lib/schemas/screening-kinds";

const screeningReviewSchema = async () => (await import("@/lib/schemas/screening")).screeningReviewSchema;
const watchlistsSchema = async () => (await import("@/lib/schemas/screening")).watchlistsSchema;

export function screeningTarget(place: Place, id: string): ReviewTarget {
  return { place, part: "screening", id };
}

/** One subject with everything that a decision about its matches needs. */
export function screeningReviewQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: reviewKey(screeningTarget(place, id)),
    queryFn: ({ signal }): Promise<ScreeningReview> =>
      fetchUi(uiApi.hubReview(place, "screening", id), { schema: screeningReviewSchema, signal }),
  });
}

/** The lists, how old they are, and what is still to be screened against them. */
export const watchlistsQuery = queryOptions({
  queryKey: ["hub", "watchlists"],
  queryFn: ({ signal }): Promise<Watchlists> =>
    fetchUi(uiApi.hubWatchlists, { schema: watchlistsSchema, signal }),
});

const SUBJECT_WORDS: Record<SubjectType, string> = {
  CUSTOMER: "Customer",
  CUSTOMER_PERSON: "Person of a customer",
  CUSTOMER_LEGAL_ENTITY_SHAREHOLDER: "Shareholding company of a customer",
  BENEFICIARY: "Beneficiary",
};

export function subjectWords(type: SubjectType): string {
  return SUBJECT_WORDS[type];
}

/** A score between 0 and 1 in whole per cent, never rounded up to certainty. */
export function formatScore(score: number): string {
  return `${score < 1 ? Math.min(99, Math.round(score * 100)) : 100} %`;
}

/** What a feature counts: the names' likeness as it is, everything else as it moves the score up or down. */
export function formatFeatureScore({ key, score }: Pick<MatchFeature, "key" | "score">): string {
  if (key === "name") return formatScore(score);
  const points = Math.round(Math.abs(score) * 100);
  return points === 0 ? "±0 %" : `${score < 0 ? "−" : "+"}${points} %`;
}

/** What was looked for says the same as most facts of the subject: those that it leaves out. */
export function factsBesides({ facts, query }: Pick<ScreeningReview, "facts" | "query">) {
  return facts.filter(
    ({ label, value }) =>
      !query.properties.some((property) => property.label === label && property.values.includes(value)),
  );
}
