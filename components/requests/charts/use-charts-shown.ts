"use client";

import { useCallback, useSyncExternalStore } from "react";

const STORED_AS = "nuvera-request-charts";
const WIDE = "(min-width: 768px)";
const CHANGED = "nuvera-request-charts-changed";

/** Whether the charts show: as chosen in this browser, otherwise where there is room. `null` while the server renders. */
export function useChartsShown() {
  const shown = useSyncExternalStore<boolean | null>(subscribe, isShown, () => null);
  const setShown = useCallback((value: boolean) => {
    try {
      localStorage.setItem(STORED_AS, value ? "shown" : "hidden");
    } catch {
      chosen = value;
    }
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return { shown, setShown };
}

/** Where the browser keeps nothing, the choice lasts as long as the page. */
let chosen: boolean | null = null;

function isShown(): boolean {
  try {
    const stored = localStorage.getItem(STORED_AS);
    if (stored !== null) return stored !== "hidden";
  } catch {
    // A browser may forbid storage altogether.
  }
  return chosen ?? window.matchMedia(WIDE).matches;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener("storage", onChange);
  };
}
