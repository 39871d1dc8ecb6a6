"use client";

import { useId } from "react";
import type { useQuietTime } from "@/components/applications/detail/rotation/use-quiet-time";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import type { QuietTime } from "@/lib/client/rotation";

const CHOICES: readonly { value: QuietTime; title: string }[] = [
  { value: "15m", title: "15 min" },
  { value: "1h", title: "1 h" },
  { value: "24h", title: "24 h" },
  { value: "7d", title: "7 d" },
];

/** The quiet time that the verdict asks for. */
export function QuietTimeChoice({ quiet, choose }: ReturnType<typeof useQuietTime>) {
  const labelId = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <span id={labelId} className="text-muted-foreground text-[0.8125rem]">
        Quiet time
      </span>
      <Segmented aria-labelledby={labelId} className="gap-1" value={quiet} onValueChange={choose}>
        {CHOICES.map(({ value, title }) => (
          <SegmentedItem key={value} value={value}>
            {title}
          </SegmentedItem>
        ))}
      </Segmented>
    </div>
  );
}
