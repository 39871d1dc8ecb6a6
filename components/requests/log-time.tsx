"use client";

import { useNow } from "@/components/clock";
import { Tooltip } from "@/components/ui/tooltip";
import { useTimeZone } from "@/components/ui/use-time-zone";
import { formatRelative } from "@/lib/client/time";
import {
  formatClock,
  formatExactUtcMilliseconds,
  formatOffset,
  formatOtherDay,
} from "@/lib/client/wall-clock";

/**
 * `20:31:32.123` on the reader's clock, with the date where it is not today. How long ago it was and the exact UTC time
 * come on hover and on focus: in a log, many rows would all say "just now".
 */
export function LogTime({ at }: { at: string }) {
  const now = useNow();
  const timeZone = useTimeZone();
  const day = formatOtherDay(at, timeZone, now);
  return (
    <Tooltip
      content={
        <span className="flex flex-col gap-0.5">
          <span className="font-mono">{formatExactUtcMilliseconds(at)}</span>
          <span>{formatRelative(at, now)}</span>
        </span>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard */}
      <time dateTime={at} tabIndex={0} className="relative z-1 rounded-sm whitespace-nowrap tabular-nums">
        {day === null ? null : `${day}, `}
        {formatClock(at, timeZone)}
      </time>
    </Tooltip>
  );
}

/** Whose clock `LogTime` shows: `UTC+1`. */
export function LogZone() {
  return <span className="font-normal">{formatOffset(useNow(), useTimeZone())}</span>;
}
