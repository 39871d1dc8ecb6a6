"use client";

import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type DecisionReasonProps = {
  help: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
};

/** Why staff do something: one line, however long; Enter decides. */
export function DecisionReason({ help, value, onChange, error }: DecisionReasonProps) {
  return (
    <Field label="Reason" help={help} error={error}>
      {(control) => (
        <Textarea
          {...control}
          value={value}
          rows={2}
          maxLength={500}
          required
          className="min-h-16"
          onChange={(event) => onChange(event.target.value.replaceAll(/[\r\n]+/g, " "))}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      )}
    </Field>
  );
}
