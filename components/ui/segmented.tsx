"use client";

import { RadioGroup } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils";

/** One choice of a few short words, side by side. */
export function Segmented({ className, ...props }: ComponentProps<typeof RadioGroup.Root>) {
  return (
    <RadioGroup.Root orientation="horizontal" className={cn("flex flex-wrap gap-2", className)} {...props} />
  );
}

export function SegmentedItem({ value, children }: { value: string; children: ReactNode }) {
  return (
    <RadioGroup.Item
      value={value}
      className="h-8 rounded-md border border-input px-3 font-medium text-[0.8125rem] tabular-nums transition-colors hover:bg-accent disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary/8 data-[state=checked]:text-link"
    >
      {children}
    </RadioGroup.Item>
  );
}
