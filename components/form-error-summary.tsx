"use client";

import { useEffect, useRef } from "react";
import { Notice } from "@/components/ui/notice";

export type FormProblem = { fieldId: string; message: string };

/** After a submit that found problems: all of them in one place, each a way to its field. Takes the focus. */
export function FormErrorSummary({ problems, attempt }: { problems: FormProblem[]; attempt: number }) {
  const summary = useRef<HTMLDivElement>(null);
  const visible = attempt > 0 && problems.length > 0;

  // A further attempt with the same problems takes the focus again, so the attempt is what is followed.
  useEffect(() => {
    if (attempt > 0) summary.current?.focus();
  }, [attempt]);

  if (!visible) return null;
  return (
    <Notice
      ref={summary}
      tone="destructive"
      tabIndex={-1}
      role="alert"
      title={problems.length === 1 ? "One thing needs attention" : `${problems.length} things need attention`}
    >
      <ul className="flex flex-col gap-0.5">
        {problems.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <a
              href={`#${fieldId}`}
              className="rounded-sm underline underline-offset-4"
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(fieldId)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
