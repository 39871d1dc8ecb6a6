"use client";

import { useState } from "react";
import { CorrectionField } from "@/components/hub/reviews/correction-field";
import { useCorrections } from "@/components/hub/reviews/corrections";
import { Notice } from "@/components/ui/notice";
import type { Correction } from "@/lib/schemas/correction";

/** The corrections as they are sent, and whether each says something. */
export function useCorrectionsToAsk() {
  const { drafts } = useCorrections();
  const [wasChecked, setWasChecked] = useState(false);
  const empty = drafts.filter(({ message }) => message.trim() === "").map(({ field }) => field);
  const corrections: Correction[] = drafts.map(({ field, message }) => ({ field, message: message.trim() }));
  return {
    corrections,
    problems: { isNothing: wasChecked && drafts.length === 0, emptyFields: wasChecked ? empty : [] },
    check: () => {
      setWasChecked(true);
      return drafts.length > 0 && empty.length === 0;
    },
  };
}

type CorrectionsToAskProps = { problems: { isNothing: boolean; emptyFields: readonly string[] } };

/** What the partner will be asked to correct, field by field; each can still be worded anew or dropped. */
export function CorrectionsToAsk({ problems }: CorrectionsToAskProps) {
  const { drafts } = useCorrections();
  if (drafts.length === 0) {
    return (
      <Notice
        tone={problems.isNothing ? "destructive" : "info"}
        role={problems.isNothing ? "alert" : undefined}
        title="Nothing is chosen yet"
      >
        <p>Close this, and use the button beside each field that the partner is to correct.</p>
      </Notice>
    );
  }
  return (
    <ul aria-label="Corrections" className="flex flex-col gap-3">
      {drafts.map((draft) => (
        <li key={draft.field}>
          <CorrectionField
            draft={draft}
            withName
            error={problems.emptyFields.includes(draft.field) ? "Say what is to be corrected." : undefined}
          />
        </li>
      ))}
    </ul>
  );
}
