"use client";

import { useEffect, useState } from "react";

/**
 * The secret after the `#` of the link, which no server log and no referrer sees; out of the address bar and the
 * history at once. `null` before it was looked for, empty when the link has none.
 */
export function useHashSecret(): string | null {
  const [secret, setSecret] = useState<string | null>(null);
  useEffect(() => {
    const found = window.location.hash.slice(1);
    const { pathname, search } = window.location;
    if (found !== "") window.history.replaceState(window.history.state, "", `${pathname}${search}`);
    setSecret((known) => known ?? found);
  }, []);
  return secret;
}
