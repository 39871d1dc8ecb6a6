"use client";

import { useState } from "react";
import { StepFrame } from "@/components/applications/create/step-frame";
import type { StepProps } from "@/components/applications/create/step-props";
import { FormErrorSummary } from "@/components/form-error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { applicationNameSchema } from "@/lib/schemas/application";

const FIELD_ID = "application-name";

/** What the application is called. */
export function NameStep({ draft, update, takeFocus, onNext, serverProblem }: StepProps) {
  const [checked, setChecked] = useState(serverProblem !== undefined);
  const [attempt, setAttempt] = useState(0);
  const parsed = applicationNameSchema.safeParse(draft.name);
  const problem = parsed.success ? serverProblem : parsed.error.issues[0]?.message;
  const error = checked ? problem : undefined;

  function submit() {
    setChecked(true);
    if (parsed.success) onNext();
    else setAttempt(attempt + 1);
  }

  return (
    <StepFrame
      title="Name"
      description="Say which service it is and where it runs; people who rotate its keys later will look for this."
      takeFocus={takeFocus}
      onSubmit={submit}
    >
      <FormErrorSummary problems={error ? [{ fieldId: FIELD_ID, message: error }] : []} attempt={attempt} />
      <Field
        id={FIELD_ID}
        label="Application name"
        help="For example: Payments worker production."
        error={error}
      >
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => update({ name: event.target.value })}
            onBlur={() => setChecked(checked || draft.name !== "")}
          />
        )}
      </Field>
    </StepFrame>
  );
}
