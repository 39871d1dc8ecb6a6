"use client";

import { X } from "lucide-react";
import { type DraftCorrection, useCorrections } from "@/components/hub/reviews/corrections";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type CorrectionFieldProps = {
  draft: DraftCorrection;
  /** Names the field itself, where it does not stand beside it. */
  withName?: boolean;
  error?: string | undefined;
  autoFocus?: boolean;
};

/** What the partner is told about one field, and the way to drop it again. */
export function CorrectionField({ draft, withName = false, error, autoFocus = false }: CorrectionFieldProps) {
  const { word, drop } = useCorrections();
  return (
    <div className="flex items-start gap-1.5">
      <Field
        className="min-w-0 flex-1"
        label={withName ? draft.label : `What to correct in ${draft.label}`}
        error={error}
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus={autoFocus}
            rows={2}
            maxLength={1000}
            value={draft.message}
            className="min-h-16"
            onChange={(event) => word(draft.field, event.target.value)}
          />
        )}
      </Field>
      <button
        type="button"
        aria-label={`Drop the correction of ${draft.label}`}
        onClick={() => drop(draft.field)}
        className="flex size-6 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
      >
        <X className="size-4" aria-hidden="true" />
      </button>
    </div>
  );
}
