"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { Label } from "@/components/ui/label";
import { RadioCard, RadioCards } from "@/components/ui/radio-cards";
import { EVENT_GROUPS, type EventGroup } from "@/lib/client/webhook-words";
import { EVENT_TYPES, type EventType } from "@/lib/schemas/event";
import type { SubscribedEvents } from "@/lib/schemas/webhook";

type EventChoiceProps = {
  id: string;
  events: SubscribedEvents;
  error: string | undefined;
  onChange: (events: SubscribedEvents) => void;
};

/** All events, or those that are ticked. */
export function EventChoice({ id, events, error, onChange }: EventChoiceProps) {
  const labelId = useId();
  const chosen = events === "all" ? [] : events;
  const set = (types: readonly EventType[], isOn: boolean) =>
    onChange(EVENT_TYPES.filter((type) => (types.includes(type) ? isOn : chosen.includes(type))));
  return (
    <div id={id} tabIndex={-1} className="flex flex-col gap-2 outline-none">
      <span id={labelId} className="font-medium">
        Events
      </span>
      <RadioCards
        aria-labelledby={labelId}
        value={events === "all" ? "all" : "list"}
        onValueChange={(value) => onChange(value === "all" ? "all" : [])}
      >
        <RadioCard value="all" title="All events" help="Also those that are added later." />
        <RadioCard value="list" title="Selected events" help="Only what this service acts on." />
      </RadioCards>
      {events === "all" ? null : (
        <div className="mt-1 grid gap-x-8 gap-y-5 sm:grid-cols-2">
          {EVENT_GROUPS.map((group) => (
            <Group key={group.title} group={group} chosen={chosen} onSet={set} />
          ))}
        </div>
      )}
      <FieldError message={error} />
    </div>
  );
}

type GroupProps = {
  group: EventGroup;
  chosen: readonly EventType[];
  onSet: (types: readonly EventType[], isOn: boolean) => void;
};

function Group({ group: { title, types }, chosen, onSet }: GroupProps) {
  const id = useId();
  const count = types.filter((type) => chosen.includes(type)).length;
  const state = count === 0 ? false : count === types.length ? true : "indeterminate";
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="sr-only">{title}</legend>
      <Tick id={id} checked={state} onChange={() => onSet(types, count < types.length)}>
        {title}
      </Tick>
      <div className="flex flex-col gap-2 pl-6">
        {types.map((type) => (
          <Tick
            key={type}
            id={`${id}-${type}`}
            checked={chosen.includes(type)}
            onChange={(isOn) => onSet([type], isOn)}
          >
            <code className="font-mono font-normal text-[0.8125rem] break-all">{type}</code>
          </Tick>
        ))}
      </div>
    </fieldset>
  );
}

type TickProps = {
  id: string;
  checked: boolean | "indeterminate";
  onChange: (isOn: boolean) => void;
  children: React.ReactNode;
};

function Tick({ id, checked, onChange, children }: TickProps) {
  return (
    <div className="flex items-center gap-2.5">
      <Checkbox id={id} checked={checked} onCheckedChange={(value) => onChange(value === true)} />
      <Label htmlFor={id}>{children}</Label>
    </div>
  );
}
