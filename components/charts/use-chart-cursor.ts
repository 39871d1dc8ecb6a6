"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { type ChartTime, stepAt } from "@/lib/client/chart-geometry";

type CursorOptions = { time: ChartTime; width: number; onPick: ((index: number) => void) | undefined };

/** Which stretch somebody points at or has walked to by arrow keys; Enter and a click choose it. */
export function useChartCursor({ time, width, onPick }: CursorOptions) {
  const [asked, setIndex] = useState<number | null>(null);
  const last = time.startsAt.length - 1;
  const index = asked === null || last < 0 ? null : Math.min(asked, last);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = targetOf(event.key, index ?? last, last);
    if (target !== undefined) {
      event.preventDefault();
      setIndex(target);
    } else if ((event.key === "Enter" || event.key === " ") && index !== null) {
      event.preventDefault();
      onPick?.(index);
    } else if (event.key === "Escape" && index !== null) {
      event.stopPropagation();
      setIndex(null);
    }
  }

  const at = (event: { clientX: number; currentTarget: Element }) =>
    stepAt(event.clientX - event.currentTarget.getBoundingClientRect().left, time, width);

  return {
    index,
    handlers: {
      onKeyDown,
      onFocus: () => setIndex((known) => known ?? last),
      onBlur: () => setIndex(null),
      onPointerMove: (event: PointerEvent) => setIndex(at(event)),
      onPointerLeave: () => setIndex(null),
      onPointerUp: (event: PointerEvent) => {
        const pointed = at(event);
        // On a touch screen there is no pointing before the tap: the first one shows, the second one chooses.
        const isChosen = event.pointerType !== "touch" || pointed === index;
        setIndex(pointed);
        if (pointed !== null && isChosen && event.button === 0) onPick?.(pointed);
      },
    },
  };
}

function targetOf(key: string, current: number, last: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, current - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, current + 1);
    case "Home":
      return 0;
    case "End":
      return last;
  }
  return undefined;
}
