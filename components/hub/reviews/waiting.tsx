"use client";

import { useNow } from "@/components/clock";
import { Tooltip } from "@/components/ui/tooltip";
import { formatExactUtc, formatSpan } from "@/lib/client/time";

/** How long something has waited; since when exactly, on hover and on focus. */
export function Waiting({ since }: { since: string }) {
  const now = useNow();
  return (
    <Tooltip content={<span className="font-mono">since {formatExactUtc(since)}</span>}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard */}
      <time dateTime={since} tabIndex={0} className="relative rounded-sm whitespace-nowrap tabular-nums">
        {formatSpan(Math.max(0, now - Date.parse(since)))}
      </time>
    </Tooltip>
  );
}
