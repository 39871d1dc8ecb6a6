import { Check, Minus, X } from "lucide-react";
import { Part } from "@/components/requests/detail/part";
import type { RequestCheck } from "@/lib/schemas/request-log";
import { cn } from "@/lib/utils";

const OUTCOMES = {
  passed: { icon: Check, words: "passed", look: "bg-success/15 text-success" },
  failed: { icon: X, words: "failed", look: "bg-destructive text-destructive-foreground" },
  not_reached: { icon: Minus, words: "not reached", look: "bg-muted text-muted-foreground" },
} as const;

/** Every check of the signing contract in its order: ticked, crossed, or not reached. */
export function RequestChecks({ checks }: { checks: readonly RequestCheck[] }) {
  const isCut = checks.some(({ outcome }) => outcome === "not_reached");
  const passed = checks.filter(({ outcome }) => outcome === "passed").length;
  return (
    <Part title="Checks">
      <p className="text-muted-foreground text-[0.8125rem] tabular-nums">
        {passed} of {checks.length} passed, in this order.
        {isCut ? " What follows the one that failed was not reached." : ""}
      </p>
      <ol className="gap-x-6 sm:columns-2">
        {checks.map(({ id, title, outcome }) => {
          const { icon: Icon, words, look } = OUTCOMES[outcome];
          return (
            <li
              key={id}
              className={cn(
                "flex break-inside-avoid items-start gap-2 py-0.5",
                outcome === "not_reached" && "text-muted-foreground",
                outcome === "failed" && "font-medium",
              )}
            >
              <span
                className={cn("mt-px flex size-4.5 shrink-0 items-center justify-center rounded-full", look)}
              >
                <Icon className="size-3" strokeWidth={3} aria-hidden="true" />
              </span>
              <span className="min-w-0">
                {title}
                <span className="sr-only">, {words}</span>
              </span>
            </li>
          );
        })}
      </ol>
    </Part>
  );
}
