"use client";

import { useId } from "react";
import { useNow } from "@/components/clock";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import { formatDeadline } from "@/lib/client/time";
import { shortFingerprint } from "@/lib/client/words";

export const OVERLAPS = [
  { value: "0", title: "At once", seconds: 0 },
  { value: "1h", title: "1 h", seconds: 3600 },
  { value: "24h", title: "24 h", seconds: 86_400 },
  { value: "7d", title: "7 d", seconds: 604_800 },
  { value: "30d", title: "30 d", seconds: 2_592_000 },
] as const;
export type Overlap = (typeof OVERLAPS)[number];

type OverlapFieldProps = {
  overlap: Overlap;
  onChange: (overlap: Overlap) => void;
  currentFingerprint: string;
};

/** Replace at once, or let both keys verify for a while. */
export function OverlapField({ overlap, onChange, currentFingerprint }: OverlapFieldProps) {
  const now = useNow();
  const labelId = useId();
  const end = new Date(now + overlap.seconds * 1000).toISOString();
  return (
    <div className="flex flex-col gap-2">
      <span id={labelId} className="font-medium">
        How long the current key goes on
      </span>
      <Segmented
        aria-labelledby={labelId}
        aria-describedby={`${labelId}-help`}
        value={overlap.value}
        onValueChange={(value) => onChange(OVERLAPS.find((one) => one.value === value) ?? OVERLAPS[2])}
      >
        {OVERLAPS.map(({ value, title }) => (
          <SegmentedItem key={value} value={value}>
            {title}
          </SegmentedItem>
        ))}
      </Segmented>
      <p id={`${labelId}-help`} className="text-muted-foreground text-[0.8125rem]">
        {overlap.seconds === 0
          ? "Only the new key verifies from then on."
          : `Both verify until ${formatDeadline(end, now)}. A token that names its key in kid is checked with that key; without kid both are tried. You can go back to ${shortFingerprint(currentFingerprint)} with one click until then.`}
      </p>
    </div>
  );
}
