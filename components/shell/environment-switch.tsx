"use client";

import { LoaderCircle } from "lucide-react";
import { useShell } from "@/components/shell/shell-provider";
import { usePreferences } from "@/components/shell/use-preferences";
import { ENVIRONMENTS, type Environment } from "@/lib/schemas/environment";
import { cn } from "@/lib/utils";

const LABELS: Record<Environment, string> = { sandbox: "Sandbox", production: "Production" };

/** Sandbox | Production. The chosen one is pressed; production is filled with its own colour. */
export function EnvironmentSwitch() {
  const { environment } = useShell();
  const { choose, switching } = usePreferences();
  return (
    <fieldset
      aria-busy={switching}
      className="grid grid-cols-2 gap-0.5 rounded-md bg-muted p-0.5 dark:bg-accent"
    >
      <legend className="sr-only">Environment</legend>
      {ENVIRONMENTS.map((option) => {
        const chosen = option === environment;
        return (
          <button
            key={option}
            type="button"
            aria-pressed={chosen}
            disabled={switching}
            onClick={() => (chosen ? undefined : choose({ environment: option }))}
            className={cn(
              "inline-flex h-7 items-center justify-center gap-1.5 rounded-[5px] font-medium text-[0.8125rem] transition-colors",
              chosen ? "shadow-raised" : "text-muted-foreground hover:text-foreground",
              chosen && option === "sandbox" && "bg-background text-foreground dark:bg-background",
              chosen && option === "production" && "bg-production text-production-foreground",
            )}
          >
            {switching && !chosen ? (
              <LoaderCircle className="size-3.5 animate-spin" aria-hidden="true" />
            ) : null}
            {LABELS[option]}
          </button>
        );
      })}
    </fieldset>
  );
}
