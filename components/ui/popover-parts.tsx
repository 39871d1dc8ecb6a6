"use client";

import { Popover as PopoverPrimitive } from "radix-ui";
import type { ComponentProps, RefObject } from "react";
import { TriggerOnPage } from "@/components/ui/floating";
import { cn } from "@/lib/utils";

type PopoverProps = ComponentProps<typeof PopoverPrimitive.Root> & { trigger: RefObject<HTMLElement | null> };

export function Popover({ trigger, children, ...props }: PopoverProps) {
  return (
    <PopoverPrimitive.Root {...props}>
      <PopoverPrimitive.Trigger asChild>
        <TriggerOnPage trigger={trigger} />
      </PopoverPrimitive.Trigger>
      {children}
    </PopoverPrimitive.Root>
  );
}

export function PopoverContent({
  className,
  sideOffset = 6,
  ...props
}: ComponentProps<typeof PopoverPrimitive.Content>) {
  return (
    <PopoverPrimitive.Portal>
      <PopoverPrimitive.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        align="start"
        className={cn(
          "z-50 max-w-80 rounded-lg border border-border bg-popover p-3 text-popover-foreground shadow-floating outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0",
          className,
        )}
        {...props}
      />
    </PopoverPrimitive.Portal>
  );
}
