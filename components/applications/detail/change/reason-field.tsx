"use client";

import type { Ref } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useWorkplace } from "@/components/workplace";
import { reasonFault } from "@/lib/schemas/reason";

type ReasonFieldProps = {
  isRequired: boolean;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  ref?: Ref<HTMLTextAreaElement>;
};

/** Why. What staff write here, the partner reads. */
export function ReasonField({ isRequired, value, onChange, error, ref }: ReasonFieldProps) {
  const { area } = useWorkplace().place;
  return (
    <Field
      label={isRequired ? "Reason" : "Reason (optional)"}
      help={area === "hub" ? "Visible to the partner in their history." : "Stands in the audit history."}
      error={error}
    >
      {(control) => (
        <Textarea
          {...control}
          ref={ref}
          value={value}
          rows={2}
          maxLength={500}
          required={isRequired}
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

/** What is wrong with a reason, in words; nothing where it may be empty and is. */
export function reasonProblem(reason: string, asked: "required" | "optional" | "none"): string | undefined {
  if (asked === "none" || (asked === "optional" && reason.trim() === "")) return undefined;
  return reasonFault(reason);
}
