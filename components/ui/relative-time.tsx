"use client";

import { useNow } from "@/components/clock";
import { Tooltip } from "@/components/ui/tooltip";
import { formatExactUtc, formatRelative } from "@/lib/client/time";

/** "3 h ago", with the exact UTC time on hover and on focus. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  const exact = formatExactUtc(at);
  return (
    <Tooltip content={<span className="font-mono">{exact}</span>}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard */}
      <time dateTime={at} tabIndex={0} className="relative rounded-sm whitespace-nowrap tabular-nums">
        {formatRelative(at, now)}
      </time>
    </Tooltip>
  );
}
