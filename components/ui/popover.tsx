"use client";

import { type ComponentProps, createContext, type ReactNode, use } from "react";
import { type FloatingOptions, onDemand, useFloating } from "@/components/ui/floating";

type Parts = typeof import("@/components/ui/popover-parts");

const popoverParts = onDemand<Parts>(() => import("@/components/ui/popover-parts"));

const PopoverContext = createContext<ReturnType<typeof useFloating<Parts>> | null>(null);

/** A panel behind a button. The button is on the page at once; what it opens is drawn with parts that come on demand. */
export function Popover({ children, ...options }: FloatingOptions & { children: ReactNode }) {
  return <PopoverContext value={useFloating(popoverParts, options)}>{children}</PopoverContext>;
}

function usePopover() {
  const popover = use(PopoverContext);
  if (popover === null) throw new Error("Parts of a popover stand inside Popover.");
  return popover;
}

export function PopoverTrigger(props: ComponentProps<"button">) {
  const { isOpen, setOpen, trigger, contentId, near } = usePopover();
  return (
    <button
      type="button"
      {...props}
      ref={trigger}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-controls={isOpen ? contentId : undefined}
      onPointerEnter={near}
      onFocus={near}
      onClick={() => setOpen(!isOpen)}
    />
  );
}

export function PopoverContent(props: ComponentProps<Parts["PopoverContent"]>) {
  const { parts, isOpen, setOpen, trigger, contentId } = usePopover();
  if (parts === undefined) return null;
  return (
    <parts.Popover open={isOpen} onOpenChange={setOpen} trigger={trigger}>
      <parts.PopoverContent id={contentId} {...props} />
    </parts.Popover>
  );
}
