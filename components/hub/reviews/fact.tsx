"use client";

import { MessageSquareWarning } from "lucide-react";
import type { ReactNode } from "react";
import { FreeText } from "@/components/audit/free-text";
import { CorrectionField } from "@/components/hub/reviews/correction-field";
import { useCorrections } from "@/components/hub/reviews/corrections";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils";

/** A titled group of facts. */
export function FactGroup({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-medium text-[0.8125rem] text-muted-foreground">{title}</h3>
        {actions}
      </div>
      <dl className="divide-y divide-border border-border border-y">{children}</dl>
    </section>
  );
}

type FactProps = {
  term: string;
  /** Where the partner's correction would go, as a 422 would name it; without it nothing can be asked. */
  field?: string;
  /** How the field is called beside others: "Ada Berg: date of birth". The term, unless told otherwise. */
  label?: string;
  /** Long text stands under its term. */
  isLong?: boolean;
  children: ReactNode;
};

/** One thing the partner said, with the way to ask for its correction. */
export function Fact({ term, field, label = term, isLong = false, children }: FactProps) {
  return (
    <div className={cn("flex gap-x-4 gap-y-0.5 py-1.5", isLong ? "flex-col" : "max-sm:flex-col")}>
      <dt className={cn("shrink-0 text-muted-foreground", isLong ? null : "sm:w-44")}>{term}</dt>
      <dd className="min-w-0 flex-1">
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</div>
          {field === undefined ? null : <AskButton field={field} label={label} />}
        </div>
        {field === undefined ? null : <Asked field={field} />}
      </dd>
    </div>
  );
}

/** Opens the message that asks the partner to correct this field. */
export function AskButton({ field, label }: { field: string; label: string }) {
  const { isOffered, drafts, ask } = useCorrections();
  if (!isOffered || drafts.some((draft) => draft.field === field)) return null;
  return (
    <Tooltip content="Ask to correct">
      <button
        type="button"
        aria-label={`Ask to correct ${label}`}
        onClick={() => ask(field, label)}
        className="-my-0.5 flex size-6 shrink-0 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-accent hover:text-foreground"
      >
        <MessageSquareWarning className="size-3.5" aria-hidden="true" />
      </button>
    </Tooltip>
  );
}

/** What was asked about the field, and what is being written about it. */
export function Asked({ field }: { field: string }) {
  const { drafts, asked, justAsked } = useCorrections();
  const draft = drafts.find((candidate) => candidate.field === field);
  const before = asked.filter((correction) => correction.field === field);
  return (
    <>
      {before.map(({ message }) => (
        <p
          key={message}
          className="mt-1 border-warning border-l-2 pl-2.5 text-[0.8125rem] [overflow-wrap:anywhere]"
        >
          <span className="font-medium text-warning">Correction asked: </span>
          <FreeText>{message}</FreeText>
        </p>
      ))}
      {draft === undefined ? null : (
        <div className="mt-2 mb-1 border-primary border-l-2 pl-2.5">
          <CorrectionField draft={draft} autoFocus={justAsked === field} />
        </div>
      )}
    </>
  );
}

/** A value as the partner sent it; nothing is said as such. */
export function Said({ value }: { value: string | null | undefined }) {
  if (value === undefined || value === null || value === "") return <NotSaid />;
  return (
    <span className="whitespace-pre-line">
      <FreeText>{value}</FreeText>
    </span>
  );
}

export function NotSaid() {
  return <span className="text-muted-foreground">Not said</span>;
}
