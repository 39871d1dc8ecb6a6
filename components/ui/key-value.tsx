import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

/** Facts as a list: the term to the left, its value to the right, stacked on a phone. */
export function KeyValueList({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn("divide-y divide-border", className)}>{children}</dl>;
}

export function KeyValue({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-x-6 gap-y-1 py-2.5 max-sm:flex-col sm:items-baseline">
      <dt className="w-40 shrink-0 text-muted-foreground">{term}</dt>
      <dd className="min-w-0 flex-1">{children}</dd>
    </div>
  );
}
