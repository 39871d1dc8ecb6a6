"use client";

import { useEffect, useRef, useState } from "react";
import { ActionDialog } from "@/components/applications/detail/change/action-dialog";
import { useUndo } from "@/components/applications/detail/change/use-undo";
import { WhatIf } from "@/components/applications/detail/what-if";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { setRateLimit } from "@/lib/client/limits";
import { formatCount } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";
import { MAXIMUM_REQUESTS_PER_SECOND } from "@/lib/schemas/limits";

/** The operator's staff give an application another rate limit; one click in the toast takes it back. */
export function ChangeLimitDialog({
  application,
  onClose,
}: {
  application: ApplicationView;
  onClose: () => void;
}) {
  const { id, name, rateLimitPerSecond: before } = application;
  const undo = useUndo(id);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(String(before));
  const settled = useSettled(typed);
  const [problem, setProblem] = useState<string>();

  function check(): boolean {
    const found = problemOf(typed, before);
    setProblem(found);
    if (found !== undefined) field.current?.focus();
    return found === undefined;
  }

  return (
    <ActionDialog
      applicationId={id}
      title="Change limit"
      description={`${name} may make ${formatCount(before)} requests per second. The new limit counts from the next request on, on every server.`}
      submitLabel="Change limit"
      errorTitle="The limit was not changed."
      check={check}
      run={(context) => setRateLimit(context, Number(typed))}
      onDone={(reason) =>
        undo({
          message: `${name} may make ${formatCount(Number(typed))} requests per second`,
          run: (context) => setRateLimit(context, before),
          undone: `${name} may make ${formatCount(before)} requests per second again`,
          reason,
        })
      }
      onClose={onClose}
    >
      <Field
        label="Requests per second"
        help={`1 to ${formatCount(MAXIMUM_REQUESTS_PER_SECOND)}.`}
        error={problem}
      >
        {(control) => (
          <Input
            {...control}
            ref={field}
            inputMode="numeric"
            autoComplete="off"
            className="max-w-40 tabular-nums"
            value={typed}
            onChange={(event) => setTyped(event.target.value.trim())}
          />
        )}
      </Field>
      {problemOf(settled, before) === undefined && Number(settled) < before ? (
        <WhatIf applicationId={id} change={{ change: "rate_limit", perSecond: Number(settled) }} />
      ) : null}
    </ActionDialog>
  );
}

const SETTLED_MS = 300;

/** What was typed, once nothing more was for a moment: not every digit on the way is a question. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}

function problemOf(typed: string, before: number): string | undefined {
  const perSecond = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(perSecond >= 1 && perSecond <= MAXIMUM_REQUESTS_PER_SECOND)) {
    return `Enter a whole number from 1 to ${formatCount(MAXIMUM_REQUESTS_PER_SECOND)}.`;
  }
  return perSecond === before ? "This is the limit it has already." : undefined;
}
