"use client";

import { CircleCheck } from "lucide-react";
import { ReviewFrame } from "@/components/hub/reviews/review-frame";
import { ReviewLoader } from "@/components/hub/reviews/review-loader";
import { MatchCard } from "@/components/hub/screening/match-card";
import { MatchesElsewhere } from "@/components/hub/screening/matches-elsewhere";
import { RelatedSubjects } from "@/components/hub/screening/related-subjects";
import { ScreeningHistory } from "@/components/hub/screening/screening-history";
import { SubjectFacts } from "@/components/hub/screening/subject-facts";
import { EmptyState } from "@/components/ui/empty-state";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { useWorkplace } from "@/components/workplace";
import { screeningReviewQuery } from "@/lib/client/hub-screening";
import { shortId } from "@/lib/client/words";
import type { ScreeningReview as Review } from "@/lib/schemas/screening";

/** A screened subject: what was looked for beside each listed entity it resembles. */
export function ScreeningReview({ subjectId }: { subjectId: string }) {
  const { place } = useWorkplace();
  return (
    <ReviewLoader query={screeningReviewQuery(place, subjectId)} noun="screening">
      {(review) => <Loaded review={review} />}
    </ReviewLoader>
  );
}

function Loaded({ review }: { review: Review }) {
  const { subject, openMatches, previouslyCleared, history, readOnlyReason } = review;
  const cleared = previouslyCleared.filter(
    ({ matchId }) => !openMatches.some((match) => match.matchId === matchId),
  );
  return (
    <ReviewFrame
      kind="screening"
      id={subject.subjectId}
      title={subject.displayName}
      marks={<SubjectStatus review={review} />}
      facts={<Mono value={subject.subjectId} short={shortId(subject.subjectId)} label="subject id" />}
    >
      {readOnlyReason === null ? null : (
        <Notice title="You see this screening and cannot decide">
          <p>{readOnlyReason}</p>
        </Notice>
      )}
      <div className="grid items-start gap-x-8 gap-y-10 lg:grid-cols-[19rem_minmax(0,1fr)]">
        <aside
          aria-label="What was looked for"
          className="flex min-w-0 flex-col gap-6 max-lg:order-last lg:sticky lg:top-14 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto"
        >
          <SubjectFacts review={review} />
          <RelatedSubjects subjects={review.relatedSubjects} />
        </aside>
        <div className="flex min-w-0 flex-col gap-10">
          <Section
            title="Matches"
            description="Listed entities that the subject resembles and nobody has cleared."
          >
            <MatchesElsewhere subjects={review.relatedSubjects} />
            {openMatches.length === 0 ? (
              <EmptyState icon={CircleCheck} title="No open match">
                {subject.lastScreenedAt === null
                  ? "The subject has not been screened yet."
                  : "Nothing on the lists resembles the subject, or somebody has cleared it."}
              </EmptyState>
            ) : (
              openMatches.map((match) => (
                <MatchCard key={match.matchId} match={match} review={review} isOpen />
              ))
            )}
          </Section>
          {cleared.length === 0 ? null : (
            <Section title="Previously cleared">
              {cleared.map((match) => (
                <MatchCard key={match.matchId} match={match} review={review} isOpen={false} />
              ))}
            </Section>
          )}
          {history.length === 0 ? null : (
            <Section title="Decisions">
              <ScreeningHistory history={history} />
            </Section>
          )}
        </div>
      </div>
    </ReviewFrame>
  );
}

function SubjectStatus({ review }: { review: Review }) {
  const { paymentHold, onboardingBlocked, openMatchCount, lastScreenedAt } = review.subject;
  return (
    <>
      {openMatchCount > 0 ? (
        <Status tone="warning">
          {openMatchCount === 1 ? "1 open match" : `${openMatchCount} open matches`}
        </Status>
      ) : lastScreenedAt === null ? (
        <Status tone="neutral">Not screened yet</Status>
      ) : onboardingBlocked || paymentHold ? null : (
        <Status tone="success">Clear</Status>
      )}
      {paymentHold ? <Status tone="destructive">Payment hold</Status> : null}
      {onboardingBlocked ? <Status tone="destructive">Approval blocked</Status> : null}
    </>
  );
}
