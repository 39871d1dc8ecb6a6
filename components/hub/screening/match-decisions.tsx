"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DecisionDialog } from "@/components/hub/reviews/decision-dialog";
import { useReasons } from "@/components/hub/reviews/use-reasons";
import { ScreeningHistory } from "@/components/hub/screening/screening-history";
import { Button } from "@/components/ui/button";
import { useMay, useWorkplace } from "@/components/workplace";
import { changeReview } from "@/lib/client/hub-reviews";
import { screeningTarget } from "@/lib/client/hub-screening";
import { toast } from "@/lib/client/toast";
import type { ScreeningMatchView, ScreeningReview } from "@/lib/schemas/screening";
import type { DispositionOutcome } from "@/lib/schemas/screening-kinds";

const WORDS: Record<DispositionOutcome, { button: string; means: string; said: string }> = {
  FALSE_POSITIVE: {
    button: "False positive",
    means:
      "Somebody else: the match is cleared. Once no other match is open, payments on hold go on and an approval is possible.",
    said: "Cleared as a false positive",
  },
  TRUE_MATCH: {
    button: "True match",
    means: "The same: payments stay on hold, and the customer cannot be approved.",
    said: "Recorded as a true match",
  },
};

type MatchDecisionsProps = { match: ScreeningMatchView; review: ScreeningReview; isOpen: boolean };

/** False positive or true match, each with a reason; where one was decided, the other reverses it. */
export function MatchDecisions({ match, review, isOpen }: MatchDecisionsProps) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const mayDecide = useMay("REVIEWS_WRITE") && review.readOnlyReason === null;
  const reasons = useReasons(match.matchId);
  const [asking, setAsking] = useState<DispositionOutcome | null>(null);
  const [seenFingerprint, setSeenFingerprint] = useState<string | undefined>(undefined);
  const { subjectId, displayName } = review.subject;
  const before = match.disposition;
  const [last] = review.history;
  const decide = (outcome: DispositionOutcome, reason: string) =>
    changeReview(client, screeningTarget(place, subjectId), {
      action: "decision",
      // Whoever reverses a decision names it, so that nobody does so without having seen it.
      body: {
        matchId: match.matchId,
        outcome,
        seenFingerprint,
        ...(before === null ? {} : { replaces: before.id }),
      },
      reason,
    });
  return (
    <div className="flex flex-wrap gap-2">
      {outcomesFor(before !== null, isOpen).map((outcome) => (
        <Button
          key={outcome}
          variant="outline"
          size="sm"
          disabled={!mayDecide}
          onClick={() => {
            setAsking(outcome);
            // As it was when the dialog opened: what changes behind it has not been looked at.
            setSeenFingerprint(review.fingerprints[match.matchId]);
          }}
        >
          {before === null ? WORDS[outcome].button : `Reverse: ${WORDS[outcome].button.toLowerCase()}`}
        </Button>
      ))}
      {asking === null ? null : (
        <DecisionDialog
          title={`${WORDS[asking].button}: ${match.caption}`}
          description={`${displayName} and the listed ${match.caption}. ${WORDS[asking].means}`}
          submitLabel={WORDS[asking].button}
          tone={asking === "TRUE_MATCH" ? "destructive" : "primary"}
          errorTitle="Nothing was decided."
          reason={reasons.reasonFor(asking)}
          onReason={(reason) => reasons.word(asking, reason)}
          meanwhile={last === undefined ? null : <ScreeningHistory history={[last]} />}
          run={(reason) => decide(asking, reason)}
          onDone={() => {
            reasons.clear();
            toast(WORDS[asking].said);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}

/** A decided match among the open ones was found to be true. */
function outcomesFor(isDecided: boolean, isOpen: boolean): readonly DispositionOutcome[] {
  if (!isDecided) return ["FALSE_POSITIVE", "TRUE_MATCH"];
  return isOpen ? ["FALSE_POSITIVE"] : ["TRUE_MATCH"];
}
