"use client";

import { Slot } from "radix-ui";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { onDemand, useOnDemand } from "@/components/ui/floating";
import { preload } from "@/lib/client/preload";

const bubble = onDemand(() => import("@/components/ui/tooltip-bubble"));

const HOVER_MILLISECONDS = 200;

/** One is shown at a time. */
let closeShown: (() => void) | undefined;

/** A line of text on hover and on keyboard focus; never the only place where something is said. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactNode }) {
  const { parts, load } = useOnDemand(bubble);
  const [isOpen, setIsOpen] = useState(false);
  const trigger = useRef<HTMLElement>(null);
  const opening = useRef(0);
  const id = useId();
  const isShown = isOpen && parts !== undefined;

  useEffect(() => () => window.clearTimeout(opening.current), []);

  function close() {
    window.clearTimeout(opening.current);
    setIsOpen(false);
  }

  function open() {
    closeShown?.();
    closeShown = close;
    setIsOpen(true);
  }

  return (
    <>
      <Slot.Root
        ref={trigger}
        aria-describedby={isShown ? id : undefined}
        onPointerEnter={(event) => {
          if (event.pointerType === "touch") return;
          preload(load);
          opening.current = window.setTimeout(open, HOVER_MILLISECONDS);
        }}
        // Once it is shown it closes itself, or the pointer could not go to its words.
        onPointerLeave={isShown ? undefined : close}
        onPointerDown={close}
        onClick={close}
        onFocus={(event) => {
          if (!event.currentTarget.matches(":focus-visible")) return;
          preload(load);
          open();
        }}
        onBlur={close}
      >
        {children}
      </Slot.Root>
      {isShown ? (
        <parts.TooltipBubble id={id} trigger={trigger} onClose={close}>
          {content}
        </parts.TooltipBubble>
      ) : null}
    </>
  );
}
