"use client";

import { type Ref, type RefObject, useId, useImperativeHandle, useRef, useState } from "react";
import { preload } from "@/lib/client/preload";
import { toast } from "@/lib/client/toast";

/** Something that is loaded when it is needed first, and once for the page. */
export type OnDemand<Parts> = { loaded: () => Parts | undefined; load: () => Promise<Parts> };

/**
 * What floats over the page is placed by a library that no page needs before something opens. It is loaded when a pointer or
 * the focus comes near. Where that fails, the next time tries again.
 */
export function onDemand<Parts extends object>(load: () => Promise<Parts>): OnDemand<Parts> {
  let parts: Parts | undefined;
  return {
    loaded: () => parts,
    load: async () => {
      parts = await load();
      return parts;
    },
  };
}

/** The parts, undefined until somebody has loaded them, and how to: that fails where they do not arrive. */
export function useOnDemand<Parts extends object>(source: OnDemand<Parts>) {
  const [parts, setParts] = useState(source.loaded);
  return { parts, load: async () => setParts(await source.load()) };
}

export type FloatingOptions = {
  /** Only where something else opens and closes it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/**
 * Something that a button opens beside itself. `near` is for a pointer or the focus that comes to the button. What is opened
 * before its parts are there opens with them; where they do not arrive, it closes again and says so.
 */
export function useFloating<Parts extends object>(
  source: OnDemand<Parts>,
  { open, onOpenChange }: FloatingOptions,
) {
  const { parts, load } = useOnDemand(source);
  const [opened, setOpened] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const isOpen = open ?? opened;

  function setOpen(next: boolean) {
    setOpened(next);
    onOpenChange?.(next);
    if (!next) return;
    load().catch(() => {
      setOpened(false);
      onOpenChange?.(false);
      toast.error("This could not be opened. Check the connection and try again.");
    });
  }

  return {
    parts,
    isOpen,
    setOpen,
    trigger,
    triggerId: `${id}-trigger`,
    contentId: id,
    near: () => preload(load),
  };
}

/**
 * Stands where Radix expects the trigger, and hands it the one on the page: that one is there before Radix is, and has to
 * stay the same element, or it would lose the focus.
 */
export function TriggerOnPage({
  trigger,
  ref,
}: {
  trigger: RefObject<HTMLElement | null>;
  ref?: Ref<HTMLElement | null>;
}) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => trigger.current, [trigger]);
  return null;
}
