"use client";

import { NextInQueue } from "@/components/hub/reviews/next-in-queue";
import { Status } from "@/components/ui/status";
import { useWorkplace } from "@/components/workplace";
import type { DecisionWords } from "@/lib/client/hub-decisions";
import type { QueueKind } from "@/lib/schemas/queue";

type JustDecidedProps = { kind: QueueKind; id: string; words: DecisionWords };

/** What was decided a moment ago, and the way on. */
export function JustDecided({ kind, id, words }: JustDecidedProps) {
  const { place } = useWorkplace();
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Status tone={words.isHarsh ? "destructive" : "success"}>{words.done}</Status>
      <NextInQueue kind={kind} environment={place.environment} id={id} variant="primary" />
    </div>
  );
}
