"use client";

import { useRef, useState } from "react";
import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import {
  consequenceFor,
  type GraceChoice,
  graceInput,
  liveKeys,
} from "@/components/applications/detail/keys/grace";
import { GraceField } from "@/components/applications/detail/keys/grace-field";
import { MomentField, momentProblem } from "@/components/applications/detail/keys/moment-field";
import { useReceiveKey } from "@/components/applications/detail/use-receive-key";
import { useUsage } from "@/components/applications/detail/use-usage";
import { WhatIf } from "@/components/applications/detail/what-if";
import { useNow } from "@/components/clock";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { Notice } from "@/components/ui/notice";
import { createReplacementKey } from "@/lib/client/application-changes";
import { fromLocalInput, toLocalInput } from "@/lib/client/time";
import type { ApplicationView } from "@/lib/schemas/application";
import { MAXIMUM_GRACE_SECONDS, MAXIMUM_KEY_LIFE_SECONDS } from "@/lib/schemas/application-limits";

const DAY_MS = 86_400_000;

/** A new key beside or instead of those there are; what becomes of each of them is said before it happens. */
export function ReplaceKeyDialog({
  application,
  onClose,
}: {
  application: ApplicationView;
  onClose: () => void;
}) {
  const now = useNow();
  const { usage } = useUsage(application.id);
  const receiveKey = useReceiveKey();
  const [choice, setChoice] = useState<GraceChoice>("24h");
  const [date, setDate] = useState(() => toLocalInput(now + 3 * DAY_MS));
  const [hasEnd, setHasEnd] = useState(false);
  const [end, setEnd] = useState(() => toLocalInput(now + 90 * DAY_MS));
  const [problems, setProblems] = useState<{ date?: string | undefined; end?: string | undefined }>({});
  const dateField = useRef<HTMLInputElement>(null);
  const endField = useRef<HTMLInputElement>(null);
  const live = liveKeys(application.apiKeys, now);
  const newest = live[0];

  function check(): boolean {
    const found = {
      date: choice === "date" ? momentProblem(date, MAXIMUM_GRACE_SECONDS, now) : undefined,
      end: hasEnd ? momentProblem(end, MAXIMUM_KEY_LIFE_SECONDS, now) : undefined,
    };
    setProblems(found);
    if (found.date) dateField.current?.focus();
    else if (found.end) endField.current?.focus();
    return !found.date && !found.end;
  }

  const expiresAt = hasEnd ? fromLocalInput(end) : null;
  return (
    <ActionDialog
      applicationId={application.id}
      title="Create replacement key"
      description="The new API key is shown once. The signing key stays as it is."
      submitLabel="Create replacement key"
      errorTitle="The key was not created."
      conflictTitle="Somebody else changed the keys first. Nothing was created."
      tone={choice === "none" && newest ? "destructive" : "primary"}
      confirm={
        choice === "none" && newest
          ? { expected: newest.lastFour, what: "the last four of the newest key" }
          : undefined
      }
      check={check}
      run={(context) =>
        createReplacementKey(
          context,
          {
            ...graceInput(choice, date),
            ...(expiresAt === null ? {} : { expiresAt }),
            expectedLiveKeyIds: live.map((key) => key.id),
          },
          (apiKey) => {
            onClose();
            receiveKey(apiKey);
          },
        )
      }
      onDone={() => undefined}
      onClose={onClose}
    >
      <GraceField
        choice={choice}
        onChoice={setChoice}
        date={date}
        onDate={setDate}
        dateError={problems.date}
        dateField={dateField}
      />
      <Notice
        tone={choice === "none" && newest ? "destructive" : "info"}
        title="What happens"
        aria-live="polite"
      >
        <ul className="flex flex-col gap-1 tabular-nums">
          {live.map((key) => (
            <li key={key.id}>{consequenceFor(key, choice, date, usage, now)}</li>
          ))}
          <li>
            {live.length === 0 ? "The application has one key again." : "The new key works from now on."}
          </li>
        </ul>
        {choice === "none" && newest ? (
          <WhatIf applicationId={application.id} change={{ change: "replace_keys" }} isInside />
        ) : null}
      </Notice>
      <div className="flex flex-col gap-3">
        <div className="flex items-center gap-2.5">
          <Checkbox id="new-key-ends" checked={hasEnd} onCheckedChange={(on) => setHasEnd(on === true)} />
          <Label htmlFor="new-key-ends">The new key ends on a date of its own</Label>
        </div>
        {hasEnd ? (
          <MomentField
            ref={endField}
            label="New key ends on"
            value={end}
            onChange={setEnd}
            withinSeconds={MAXIMUM_KEY_LIFE_SECONDS}
            error={problems.end}
          />
        ) : null}
      </div>
    </ActionDialog>
  );
}
