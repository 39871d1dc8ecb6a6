"use client";

import { type Ref, useId } from "react";
import { GRACE_CHOICES, type GraceChoice } from "@/components/applications/detail/keys/grace";
import { MomentField } from "@/components/applications/detail/keys/moment-field";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import { MAXIMUM_GRACE_SECONDS } from "@/lib/schemas/application-limits";

type GraceFieldProps = {
  choice: GraceChoice;
  onChoice: (choice: GraceChoice) => void;
  date: string;
  onDate: (date: string) => void;
  dateError: string | undefined;
  dateField: Ref<HTMLInputElement>;
};

/** None, 1 h, 24 h, 7 d, or a date: how long old and new go on side by side. */
export function GraceField({ choice, onChoice, date, onDate, dateError, dateField }: GraceFieldProps) {
  const labelId = useId();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1.5">
        <span id={labelId} className="font-medium">
          Grace window for the keys there are
        </span>
        <Segmented
          aria-labelledby={labelId}
          value={choice}
          onValueChange={(value) =>
            onChoice(GRACE_CHOICES.find((one) => one.value === value)?.value ?? "24h")
          }
        >
          {GRACE_CHOICES.map(({ value, title }) => (
            <SegmentedItem key={value} value={value}>
              {title}
            </SegmentedItem>
          ))}
        </Segmented>
      </div>
      {choice === "date" ? (
        <MomentField
          ref={dateField}
          label="The keys there are end on"
          value={date}
          onChange={onDate}
          withinSeconds={MAXIMUM_GRACE_SECONDS}
          error={dateError}
        />
      ) : null}
    </div>
  );
}
