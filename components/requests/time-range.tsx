"use client";

import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import {
  fromUtcInput,
  momentsOf,
  REQUEST_RANGES,
  type RequestRange,
  type RequestTime,
  toUtcInput,
} from "@/lib/client/request-filter";

type TimeRangeProps = { time: RequestTime; onChange: (time: RequestTime) => void };

const RANGES = Object.entries(REQUEST_RANGES);

/** A stretch that ends now, or one between two moments. */
export function TimeRange({ time, onChange }: TimeRangeProps) {
  const chosen = "range" in time ? time.range : "custom";

  function choose(value: string) {
    const range = RANGES.find(([name]) => name === value)?.[0];
    // The names are the keys of the record they come from.
    if (range !== undefined) onChange({ range: range as RequestRange });
    else onChange(toMinutes(momentsOf(time, Date.now())));
  }

  return (
    <Segmented aria-label="Time range" value={chosen} onValueChange={choose} className="flex-nowrap gap-1">
      {RANGES.map(([range, { title }]) => (
        <SegmentedItem key={range} value={range}>
          {title}
        </SegmentedItem>
      ))}
      <SegmentedItem value="custom">Custom</SegmentedItem>
    </Segmented>
  );
}

/** The two moments of a stretch that somebody chose. */
export function CustomRange({ time, onChange }: TimeRangeProps) {
  if (!("from" in time)) return null;
  return (
    <fieldset className="flex flex-wrap items-end gap-3">
      <legend className="sr-only">Custom time range</legend>
      <Moment
        id="requests-from"
        label="From (UTC)"
        value={time.from}
        onChange={(from) => (from === null ? undefined : onChange({ from, to: time.to }))}
      />
      <Moment
        id="requests-to"
        label="To (UTC), or now"
        value={time.to}
        onChange={(to) => onChange({ from: time.from, to })}
      />
    </fieldset>
  );
}

type MomentProps = {
  id: string;
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
};

/** Keyed by its value: the field keeps what is half typed, and follows the address when that changes. */
function Moment({ id, label, value, onChange }: MomentProps) {
  const shown = value === null ? "" : toUtcInput(value);
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        key={shown}
        type="datetime-local"
        defaultValue={shown}
        className="w-56"
        onBlur={({ target }) => {
          if (target.value === shown) return;
          const typed = fromUtcInput(target.value);
          if (typed !== null || (target.value === "" && !target.validity.badInput)) onChange(typed);
          else target.value = shown;
        }}
        onKeyDown={({ key, currentTarget }) => (key === "Enter" ? currentTarget.blur() : undefined)}
      />
    </div>
  );
}

/** What the fields can show: whole minutes. */
function toMinutes({ from, to }: { from: string; to: string | null }): RequestTime {
  return { from: fromUtcInput(toUtcInput(from)) ?? from, to };
}
