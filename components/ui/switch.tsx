"use client";

import { Switch as SwitchPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** On or off, at once; the label beside it says of what. */
export function Switch({ className, ...props }: ComponentProps<typeof SwitchPrimitive.Root>) {
  return (
    <SwitchPrimitive.Root
      className={cn(
        "relative inline-flex h-[1.125rem] w-8 shrink-0 items-center rounded-full border border-transparent bg-input transition-colors after:absolute after:-inset-2 disabled:opacity-50 data-[state=checked]:bg-primary",
        className,
      )}
      {...props}
    >
      <SwitchPrimitive.Thumb className="block size-3.5 translate-x-px rounded-full bg-white shadow-raised transition-transform data-[state=checked]:translate-x-[0.9375rem]" />
    </SwitchPrimitive.Root>
  );
}
