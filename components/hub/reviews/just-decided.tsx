"use client";

import { NextInQueue } from "@/components/hub/reviews/next-in-queue";
import { Status } from "@/components/ui/status";
import { useWorkplace } from "@/components/workplace";
import type { QueueKind } from "@/lib/schemas/queue";

/** What was decided a moment ago, and the way on. */
export function JustDecided({ kind, id, words }: { kind: QueueKind; id: string; words: string }) {
  const { place } = useWorkplace();
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Status tone="success">{words}</Status>
      <NextInQueue kind={kind} environment={place.environment} id={id} variant="primary" />
    </div>
  );
}
