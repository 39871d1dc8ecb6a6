"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type SettlementReferenceProps = {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
};

/** What the settling bank or network calls the transfer. */
export function SettlementReference({ value, onChange, error }: SettlementReferenceProps) {
  return (
    <Field
      label="Settlement reference"
      help="What the settling bank or network calls the transfer. The partner sees it."
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          value={value}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
