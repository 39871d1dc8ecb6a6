"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { DecisionDialog } from "@/components/hub/reviews/decision-dialog";
import { JustDecided } from "@/components/hub/reviews/just-decided";
import { DecisionBar } from "@/components/hub/reviews/review-frame";
import { HistoryLine } from "@/components/hub/reviews/review-history";
import { useReasons } from "@/components/hub/reviews/use-reasons";
import { Button } from "@/components/ui/button";
import { type DecisionWords, lastFour } from "@/lib/client/hub-decisions";
import { type HistoryEntry, newestFirst } from "@/lib/client/hub-history";
import { changeReview, type ReviewChange, type ReviewTarget } from "@/lib/client/hub-reviews";
import type { QueueKind } from "@/lib/schemas/queue";

/** One thing that can be decided now, and what is sent for it. */
export type Choice = {
  id: string;
  words: DecisionWords;
  /** It cannot be taken; why stands in `says`. */
  isOff: boolean;
  /** How much is prepared for it. */
  count?: number;
  action: ReviewChange["action"];
  body: object;
  /** `updatedAt` of what the page shows, for decisions that must not be about anything else. */
  seenUpdatedAt?: string;
  /** What its dialog asks besides the reason, and whether that is in order. */
  fields?: ReactNode;
  check?: () => boolean;
  onDone?: () => void;
};

type DecisionsProps = {
  target: ReviewTarget;
  kind: QueueKind;
  choices: readonly Choice[];
  history: readonly HistoryEntry[];
  /** What stands, and what stands in the way. */
  says: ReactNode;
};

/** What can be decided, each in a dialog that asks why; afterwards what was decided, and the way on. */
export function Decisions({ target, kind, choices, history, says }: DecisionsProps) {
  const client = useQueryClient();
  const reasons = useReasons(target.id);
  const [asking, setAsking] = useState<Choice | null>(null);
  const [made, setMade] = useState<DecisionWords | null>(null);
  const [last] = newestFirst(history);
  // The newest form of what was asked for: its fields change while the dialog is open.
  const open = asking === null ? null : (choices.find(({ id }) => id === asking.id) ?? asking);
  return (
    <DecisionBar
      label="Decision"
      says={made === null ? says : <JustDecided kind={kind} id={target.id} words={made} />}
    >
      {inOrder(choices).map((choice) => (
        <Button
          key={choice.id}
          variant={choice.words.variant}
          disabled={choice.isOff}
          className="max-sm:h-8 max-sm:px-2.5 max-sm:text-[0.8125rem]"
          onClick={() => setAsking(choice)}
        >
          {choice.count ? `${choice.words.button} (${choice.count})` : choice.words.button}
        </Button>
      ))}
      {open === null ? null : (
        <DecisionDialog
          title={open.words.title}
          description={open.words.means}
          submitLabel={open.words.button}
          tone={open.words.isHarsh ? "destructive" : "primary"}
          confirm={open.words.isFinal ? lastFour(target.id) : undefined}
          errorTitle={open.words.failed}
          reason={reasons.reasonFor(open.id)}
          onReason={(reason) => reasons.word(open.id, reason)}
          run={(reason) =>
            changeReview(client, target, { action: open.action, body: bodyOf(open, asking), reason })
          }
          {...(open.check ? { check: open.check } : {})}
          meanwhile={last === undefined ? null : <HistoryLine kind={kind} entry={last} />}
          onDone={() => {
            reasons.clear();
            open.onDone?.();
            setMade(open.words);
          }}
          onClose={() => setAsking(null)}
        >
          {open.fields}
        </DecisionDialog>
      )}
    </DecisionBar>
  );
}

/** The fields as they are now, about the thing as it was when the dialog opened: what changed since was not looked at. */
function bodyOf({ body }: Choice, asked: Choice | null): object {
  return asked?.seenUpdatedAt === undefined ? body : { ...body, seenUpdatedAt: asked.seenUpdatedAt };
}

/** What leads on stands last, where the eye and the thumb end. */
function inOrder(choices: readonly Choice[]): Choice[] {
  const isMain = ({ words }: Choice) => words.variant === "primary";
  return [...choices.filter((choice) => !isMain(choice)), ...choices.filter(isMain)];
}
