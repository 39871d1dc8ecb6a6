"use client";

import { Check } from "lucide-react";
import { STEPS, type StepId, stepIndex } from "@/components/applications/create/steps";
import { cn } from "@/lib/utils";

type StepListProps = { current: StepId; furthest: StepId; onGo: (step: StepId) => void };

/** Where one is in the flow; finished steps are the way back to them. */
export function StepList({ current, furthest, onGo }: StepListProps) {
  const here = stepIndex(current);
  return (
    <nav aria-label="Steps">
      <p className="mb-2 text-muted-foreground text-[0.8125rem] md:hidden">
        Step {here + 1} of {STEPS.length}
      </p>
      <ol className="flex gap-1.5 md:flex-col md:gap-1">
        {STEPS.map((step, index) => {
          const done = index < here;
          const reachable = index <= stepIndex(furthest);
          return (
            <li key={step.id} className="flex-1 md:flex-none">
              <button
                type="button"
                disabled={!reachable}
                aria-current={step.id === current ? "step" : undefined}
                onClick={() => onGo(step.id)}
                className={cn(
                  "flex w-full items-center gap-2.5 rounded-md text-left font-medium transition-colors max-md:min-h-6 max-md:flex-col max-md:items-stretch md:h-8 md:px-2",
                  step.id === current
                    ? "text-foreground md:bg-accent"
                    : "text-muted-foreground enabled:hover:text-foreground",
                )}
              >
                <span
                  aria-hidden="true"
                  className={cn("h-1 rounded-full md:hidden", index <= here ? "bg-primary" : "bg-muted")}
                />
                <StepMark number={index + 1} done={done} current={step.id === current} />
                <span className="max-md:sr-only">{step.title}</span>
                {done ? <span className="sr-only">, done</span> : null}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function StepMark({ number, done, current }: { number: number; done: boolean; current: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "flex size-5 shrink-0 items-center justify-center rounded-full text-xs tabular-nums max-md:hidden",
        done || current ? "bg-primary text-primary-foreground" : "border border-input",
      )}
    >
      {done ? <Check className="size-3" strokeWidth={3} /> : number}
    </span>
  );
}
