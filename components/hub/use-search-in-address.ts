"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 200;

/**
 * A search text that lives in the address as `?search=`: typed freely, and put there when somebody pauses. Going back
 * puts the address's text into the field again.
 */
export function useSearchInAddress() {
  const pathname = usePathname();
  const search = (useSearchParams().get("search") ?? "").trim();
  const [typed, setTyped] = useState(search);
  const written = useRef(search);

  function write(value: string) {
    if (value === written.current) return;
    written.current = value;
    const query = value === "" ? "" : `?${new URLSearchParams({ search: value })}`;
    window.history.replaceState(null, "", `${pathname}${query}`);
  }

  useEffect(() => {
    if (search === written.current) return;
    written.current = search;
    setTyped(search);
  }, [search]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed starts the pause, nothing else
  useEffect(() => {
    const timer = setTimeout(() => write(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  // Writing the address cancels a navigation that has begun: whoever leaves has it written before.
  return { search, typed, setTyped, isSettled: typed.trim() === search, settle: () => write(typed.trim()) };
}
