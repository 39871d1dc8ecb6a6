"use client";

import { ENVIRONMENTS, type Environment } from "@/lib/schemas/environment";
import { cn } from "@/lib/utils";

const LABELS: Record<Environment, string> = { production: "Production", sandbox: "Sandbox" };

type EnvironmentChoiceProps = { environment: Environment; onChoose: (environment: Environment) => void };

/** Production | Sandbox, the chosen one pressed; production is filled with its own colour, as everywhere. */
export function EnvironmentChoice({ environment, onChoose }: EnvironmentChoiceProps) {
  return (
    <fieldset className="grid w-56 grid-cols-2 gap-0.5 rounded-md bg-muted p-0.5">
      <legend className="sr-only">Environment</legend>
      {ENVIRONMENTS.toReversed().map((option) => {
        const isChosen = option === environment;
        return (
          <button
            key={option}
            type="button"
            aria-pressed={isChosen}
            onClick={() => (isChosen ? undefined : onChoose(option))}
            className={cn(
              "inline-flex h-7 items-center justify-center rounded-[5px] font-medium text-[0.8125rem] transition-colors",
              isChosen ? "shadow-raised" : "text-muted-foreground hover:text-foreground",
              isChosen && option === "sandbox" && "bg-background text-foreground",
              isChosen && option === "production" && "bg-production text-production-foreground",
            )}
          >
            {LABELS[option]}
          </button>
        );
      })}
    </fieldset>
  );
}
