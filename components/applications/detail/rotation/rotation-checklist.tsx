import { Check } from "lucide-react";
import type { RotationStep } from "@/lib/client/rotation";
import { cn } from "@/lib/utils";

/** The five steps; the facts tick them, not the person. */
export function RotationChecklist({ steps }: { steps: readonly RotationStep[] }) {
  return (
    <ol aria-label="Steps of the rotation" className="flex flex-col gap-2.5">
      {steps.map((step, index) => (
        <li key={step.id} className="flex gap-2.5">
          <span
            aria-hidden="true"
            className={cn(
              "mt-px flex size-[1.125rem] shrink-0 items-center justify-center rounded-full text-[0.6875rem] tabular-nums",
              step.isDone ? "bg-success text-background" : "border border-input text-muted-foreground",
            )}
          >
            {step.isDone ? <Check className="size-3" strokeWidth={3} /> : index + 1}
          </span>
          <span className="min-w-0">
            <span
              className={cn("font-medium [overflow-wrap:anywhere]", step.isDone && "text-muted-foreground")}
            >
              {step.title}
              <span className="sr-only">{step.isDone ? ", done" : ", not yet"}</span>
            </span>
            {step.detail === "" ? null : (
              <span className="block text-muted-foreground text-[0.8125rem] tabular-nums">{step.detail}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
