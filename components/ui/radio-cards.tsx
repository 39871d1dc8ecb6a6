"use client";

import { RadioGroup } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils";

export function RadioCards({ className, ...props }: ComponentProps<typeof RadioGroup.Root>) {
  return <RadioGroup.Root className={cn("grid gap-2", className)} {...props} />;
}

/** One choice of a group: a title, a line of explanation, and the dot that says it is chosen. */
export function RadioCard({ value, title, help }: { value: string; title: ReactNode; help?: ReactNode }) {
  return (
    <RadioGroup.Item
      value={value}
      className="group flex items-start gap-3 rounded-lg border border-border p-3 text-left transition-colors hover:bg-accent/60 disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary/5"
    >
      <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-input group-data-[state=checked]:border-primary">
        <RadioGroup.Indicator className="size-2 rounded-full bg-primary dark:bg-link" />
      </span>
      <span className="min-w-0">
        <span className="block font-medium">{title}</span>
        {help ? <span className="mt-0.5 block text-muted-foreground text-[0.8125rem]">{help}</span> : null}
      </span>
    </RadioGroup.Item>
  );
}
