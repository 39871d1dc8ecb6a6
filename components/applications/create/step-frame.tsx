"use client";

import { type ReactNode, type SubmitEventHandler, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

type StepFrameProps = {
  title: string;
  description: ReactNode;
  /** Moves the focus to the heading: set when the person came from another step. */
  takeFocus: boolean;
  onSubmit: () => void;
  onBack?: (() => void) | undefined;
  submitLabel?: string;
  submitting?: boolean;
  children: ReactNode;
};

/** One step: its heading, its fields, and the two ways on. Enter submits. */
export function StepFrame({
  title,
  description,
  takeFocus,
  onSubmit,
  onBack,
  submitLabel = "Continue",
  submitting = false,
  children,
}: StepFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (takeFocus) heading.current?.focus();
  }, [takeFocus]);

  const submit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    if (!submitting) onSubmit();
  };
  return (
    <form method="post" onSubmit={submit} noValidate className="flex min-w-0 flex-col gap-6">
      <div>
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-base outline-none">
          {title}
        </h2>
        <p className="mt-1 text-muted-foreground text-pretty">{description}</p>
      </div>
      {children}
      <div className="flex flex-wrap items-center justify-between gap-3 border-border border-t pt-5">
        {onBack ? (
          <Button variant="ghost" onClick={onBack} className="-ml-3.5">
            Back
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" loading={submitting}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
