"use client";

import type { Ref } from "react";
import { useNow } from "@/components/clock";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formatDeadline, fromLocalInput, localZone, toLocalInput } from "@/lib/client/time";

type MomentFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The furthest moment that is allowed, from now. */
  withinSeconds: number;
  error: string | undefined;
  ref?: Ref<HTMLInputElement>;
};

const MINUTE_MS = 60_000;

/** A date and time by the person's own clock, with the zone said and the moment in UTC beside it. */
export function MomentField({ label, value, onChange, withinSeconds, error, ref }: MomentFieldProps) {
  const now = useNow();
  const moment = fromLocalInput(value);
  return (
    <Field
      label={label}
      error={error}
      help={
        <>
          In your time zone, {localZone(now)}.
          {moment === null ? null : ` That is ${formatDeadline(moment, now)}.`}
        </>
      }
    >
      {(control) => (
        <Input
          {...control}
          ref={ref}
          type="datetime-local"
          className="w-fit max-w-full tabular-nums"
          value={value}
          min={toLocalInput(now + MINUTE_MS)}
          max={toLocalInput(now + withinSeconds * 1000)}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What is wrong with the moment that was entered. */
export function momentProblem(value: string, withinSeconds: number, now: number): string | undefined {
  const moment = fromLocalInput(value);
  if (moment === null) return "Choose a date and a time.";
  if (Date.parse(moment) <= now) return "Choose a moment in the future.";
  if (Date.parse(moment) > now + withinSeconds * 1000) {
    return `Choose a moment within ${Math.round(withinSeconds / 86_400)} days.`;
  }
  return undefined;
}
