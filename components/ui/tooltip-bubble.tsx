"use client";

import { Tooltip as TooltipPrimitive } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { TriggerOnPage } from "@/components/ui/floating";

type TooltipBubbleProps = {
  id: string;
  trigger: RefObject<HTMLElement | null>;
  /** Escape, scrolling, and a pointer that left both the trigger and the words. */
  onClose: () => void;
  children: ReactNode;
};

/** The words of a tooltip, beside what they are about; shown for as long as this stands there. */
export function TooltipBubble({ id, trigger, onClose, children }: TooltipBubbleProps) {
  return (
    <TooltipPrimitive.Provider>
      <TooltipPrimitive.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
        <TooltipPrimitive.Trigger asChild>
          <TriggerOnPage trigger={trigger} />
        </TooltipPrimitive.Trigger>
        <TooltipPrimitive.Portal>
          <TooltipPrimitive.Content
            id={id}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-in rounded-md bg-foreground px-2 py-1 text-background text-xs shadow-floating fade-in-0"
          >
            {children}
          </TooltipPrimitive.Content>
        </TooltipPrimitive.Portal>
      </TooltipPrimitive.Root>
    </TooltipPrimitive.Provider>
  );
}
