"use client";

import { useId, useRef, useState } from "react";
import { SaveAddressListDialog } from "@/components/applications/detail/limits/save-address-list-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { RadioCard, RadioCards } from "@/components/ui/radio-cards";
import { Textarea } from "@/components/ui/textarea";
import {
  isSameList,
  type LineProblem,
  problemOfList,
  readEntries,
  replaceEntry,
} from "@/lib/client/address-list";
import { type AddressListMode, addressListModeSchema } from "@/lib/schemas/address-list";
import type { ApplicationView } from "@/lib/schemas/application";

type AddressListEditorProps = {
  /** Of the field for the entries. */
  id: string;
  application: ApplicationView;
  text: string;
  /** `null`: as it is saved. */
  onText: (text: string | null) => void;
};

const MODES: { mode: AddressListMode; title: string; help: string }[] = [
  { mode: "off", title: "Off", help: "Requests may come from anywhere. The entries are kept." },
  {
    mode: "report",
    title: "Report only",
    help: "Nothing is refused. Below you see what the list would refuse, before you enforce it.",
  },
  {
    mode: "enforce",
    title: "Enforce",
    help: "A request from another address is answered 403 ip_not_allowed and does nothing.",
  },
];

/** One entry a line, what the list does, and a look at what it would have refused before it is saved. */
export function AddressListEditor({ id, application, text, onText }: AddressListEditorProps) {
  const saved = application.addressList;
  const modeId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [chosen, setChosen] = useState<AddressListMode | null>(null);
  const [isChecked, setIsChecked] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const mode = chosen ?? saved.mode;
  const { entries, problems } = readEntries(text);
  const wanted = { mode, entries };
  const isChanged = problems.length > 0 || !isSameList(wanted, saved);
  const problem = problems.length > 0 ? describeProblems(problems) : problemOfList(wanted);

  function review() {
    setIsChecked(true);
    if (problem === undefined) setIsSaving(true);
    else field.current?.focus();
  }

  function startAnew() {
    setChosen(null);
    setIsChecked(false);
    onText(null);
  }

  return (
    <fieldset
      aria-label="Edit the address list"
      className="flex min-w-0 flex-col gap-5"
      onBlur={({ currentTarget, relatedTarget }) => {
        // Not on the way to the next control: what appears between press and release would move it away.
        if (currentTarget.contains(relatedTarget)) return;
        setIsChecked(isChecked || problems.length > 0);
      }}
    >
      <div className="flex flex-col gap-2">
        <Field
          id={id}
          label="Addresses and networks"
          help="One a line, for example 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32. At most 100."
          error={isChecked ? problem : undefined}
          className="max-w-xl"
        >
          {(control) => (
            <Textarea
              {...control}
              ref={field}
              value={text}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="none"
              className="min-h-28 font-mono text-[0.8125rem]"
              onChange={(event) => onText(event.target.value)}
            />
          )}
        </Field>
        {isChecked ? (
          <Problems problems={problems} onReplace={(from, to) => onText(replaceEntry(text, from, to))} />
        ) : null}
      </div>
      <div className="flex flex-col gap-1.5">
        <span id={modeId} className="font-medium">
          What the list does
        </span>
        <RadioCards
          aria-labelledby={modeId}
          className="sm:grid-cols-3"
          value={mode}
          onValueChange={(value) => setChosen(addressListModeSchema.catch(mode).parse(value))}
        >
          {MODES.map((choice) => (
            <RadioCard key={choice.mode} value={choice.mode} title={choice.title} help={choice.help} />
          ))}
        </RadioCards>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted-foreground" aria-live="polite">
          {isChanged ? "Not saved" : "No change"}
        </p>
        <div className="flex gap-2">
          <Button variant="ghost" disabled={!isChanged} onClick={startAnew}>
            Discard
          </Button>
          <Button disabled={!isChanged} onClick={review}>
            Review and save
          </Button>
        </div>
      </div>
      {isSaving ? (
        <SaveAddressListDialog
          application={application}
          wanted={wanted}
          onDone={startAnew}
          onClose={() => setIsSaving(false)}
        />
      ) : null}
    </fieldset>
  );
}

function describeProblems(problems: readonly LineProblem[]): string {
  return problems.length === 1
    ? "One entry was not understood."
    : `${problems.length} entries were not understood.`;
}

const SHOWN_PROBLEMS = 10;

type ProblemsProps = { problems: readonly LineProblem[]; onReplace: (from: string, to: string) => void };

function Problems({ problems, onReplace }: ProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <ul className="flex max-w-xl flex-col gap-2 text-[0.8125rem]">
      {problems.slice(0, SHOWN_PROBLEMS).map(({ line, text, message, suggestion }) => (
        <li key={`${line} ${text}`} className="flex flex-col gap-0.5">
          <span>
            <span className="font-medium">Line {line}: </span>
            <code className="font-mono break-all">{text}</code>
          </span>
          <span className="text-muted-foreground">{message}</span>
          {suggestion === undefined ? null : (
            <Button
              variant="link"
              size="inline"
              className="self-start"
              onClick={() => onReplace(text, suggestion)}
            >
              Use {suggestion}
            </Button>
          )}
        </li>
      ))}
      {problems.length > SHOWN_PROBLEMS ? <li>And {problems.length - SHOWN_PROBLEMS} more.</li> : null}
    </ul>
  );
}
