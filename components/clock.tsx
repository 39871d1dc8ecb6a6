"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const NowContext = createContext(0);

const TICK_MS = 10_000;

/**
 * One clock for all relative times. It starts with the server's time, so the first render in the browser says
 * exactly what the server said, and ticks from then on.
 */
export function ClockProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow);

  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);

  return <NowContext value={now}>{children}</NowContext>;
}

/** The present in milliseconds, refreshed every few seconds. */
export function useNow(): number {
  return useContext(NowContext);
}
