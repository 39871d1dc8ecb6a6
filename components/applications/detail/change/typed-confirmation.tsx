import type { Ref } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Something final: what has to be typed, exactly, and what it is where that is not plain: "the last four of the id". */
export type Confirmation = { expected: string; what?: string };

/** The problem of what was typed, or `undefined`. */
export function confirmationProblem({ expected }: Confirmation, typed: string): string | undefined {
  return typed.trim() === expected ? undefined : `Type ${expected} exactly.`;
}

type TypedConfirmationProps = {
  confirmation: Confirmation;
  value: string;
  onChange: (typed: string) => void;
  error: string | undefined;
  id?: string;
  ref?: Ref<HTMLInputElement>;
};

/** Asks to type something, so that nothing final happens by a click alone. */
export function TypedConfirmation({ confirmation, value, onChange, error, id, ref }: TypedConfirmationProps) {
  const { expected, what } = confirmation;
  return (
    <Field
      {...(id === undefined ? {} : { id })}
      label={
        <span className="[overflow-wrap:anywhere]">
          Type <code className="font-mono">{expected}</code>
          {what === undefined ? "" : `, ${what},`} to confirm
        </span>
      }
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          ref={ref}
          value={value}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
