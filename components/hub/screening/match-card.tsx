"use client";

import { FreeText } from "@/components/audit/free-text";
import { FeatureTable } from "@/components/hub/screening/feature-table";
import { MatchDecisions } from "@/components/hub/screening/match-decisions";
import { MatchEvidence } from "@/components/hub/screening/match-evidence";
import { Badge } from "@/components/ui/badge";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { formatScore } from "@/lib/client/hub-screening";
import type { ScreeningMatchView, ScreeningReview } from "@/lib/schemas/screening";
import { cn } from "@/lib/utils";

type MatchCardProps = { match: ScreeningMatchView; review: ScreeningReview; isOpen: boolean };

/** One listed entity beside the subject: why it scores as it does, what the list says, and the decision. */
export function MatchCard({ match, review, isOpen }: MatchCardProps) {
  const { caption, schema, score, isMatch, topics, datasets, disposition } = match;
  return (
    <article
      aria-label={`Match: ${caption}`}
      className="flex flex-col gap-4 rounded-lg border border-border p-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
          <h3 className="font-semibold [overflow-wrap:anywhere]">
            <FreeText>{caption}</FreeText>
          </h3>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted-foreground">
            <span>{schema}</span>
            <Mono value={match.osEntityId} label="list entry id" />
            <span>
              Found <RelativeTime at={match.createdAt} />
            </span>
          </div>
          <ul aria-label="Topics and lists" className="flex flex-wrap gap-1.5">
            {topics.map((topic) => (
              <li key={topic}>
                <Badge className="bg-warning/12 text-warning">{topic}</Badge>
              </li>
            ))}
            {datasets.map((dataset) => (
              <li key={dataset}>
                <Badge>
                  <FreeText>{dataset}</FreeText>
                </Badge>
              </li>
            ))}
          </ul>
        </div>
        <Score score={score} threshold={review.query.threshold} isMatch={isMatch} />
      </div>
      <FeatureTable features={match.features} />
      <MatchEvidence match={match} />
      {disposition === null ? null : (
        <div className="flex flex-col gap-1 border-border border-t pt-3">
          <p className="flex flex-wrap items-baseline gap-x-2">
            {isOpen ? (
              <Status tone="destructive">True match</Status>
            ) : (
              <Status tone="success">False positive</Status>
            )}
            <span className="text-muted-foreground">
              by <FreeText>{disposition.reviewedByDisplayName}</FreeText>{" "}
              <RelativeTime at={disposition.reviewedAt} />
            </span>
          </p>
          <blockquote className="border-border border-l-2 pl-2.5 text-[0.8125rem] [overflow-wrap:anywhere]">
            <FreeText>{disposition.reason}</FreeText>
          </blockquote>
        </div>
      )}
      <MatchDecisions match={match} review={review} isOpen={isOpen} />
    </article>
  );
}

/** How alike they are in per cent, as a number and as a bar with the threshold marked. */
function Score({ score, threshold, isMatch }: { score: number; threshold: number; isMatch: boolean }) {
  return (
    <div className="flex w-40 shrink-0 flex-col gap-1 max-sm:w-full">
      <p className="flex items-baseline justify-between gap-2">
        <span className="text-[0.8125rem] text-muted-foreground">Score</span>
        <span className={cn("font-semibold text-base tabular-nums", isMatch && "text-warning")}>
          {formatScore(score)}
        </span>
      </p>
      <div aria-hidden="true" className="relative h-1.5 rounded-full bg-muted">
        <div
          className={cn("h-full rounded-full", isMatch ? "bg-warning" : "bg-muted-foreground")}
          style={{ width: `${score * 100}%` }}
        />
        <span className="absolute -inset-y-0.5 w-0.5 bg-foreground" style={{ left: `${threshold * 100}%` }} />
      </div>
      <p className="text-muted-foreground text-xs tabular-nums">Threshold {formatScore(threshold)}</p>
    </div>
  );
}
