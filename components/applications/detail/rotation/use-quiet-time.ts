"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { QUIET_TIMES_SECONDS, type QuietTime } from "@/lib/client/rotation";

const DEFAULT: QuietTime = "1h";

function isQuietTime(value: string | null): value is QuietTime {
  return value !== null && Object.hasOwn(QUIET_TIMES_SECONDS, value);
}

/** How long an old key must have been quiet; kept in the address, so that a reload or a sent link says the same. */
export function useQuietTime() {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const asked = parameters.get("quiet");
  const quiet = isQuietTime(asked) ? asked : DEFAULT;

  function choose(value: string) {
    const next = new URLSearchParams(parameters);
    if (value === DEFAULT) next.delete("quiet");
    else next.set("quiet", value);
    const query = next.toString();
    window.history.replaceState(null, "", query === "" ? pathname : `${pathname}?${query}`);
  }

  return { quiet, seconds: QUIET_TIMES_SECONDS[quiet], choose };
}
