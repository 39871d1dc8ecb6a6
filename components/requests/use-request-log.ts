"use client";

import { usePathname, useSearchParams } from "next/navigation";
import {
  ofApplication,
  type RequestFilterPart,
  readRequestFilter,
  withFilterPart,
  writeRequestFilter,
} from "@/lib/client/request-filter";

const OPENED = "request";
const LIVE = "live";

export type ChangeRequestFilter = (part: RequestFilterPart) => void;

/**
 * What the address holds of the log: filters, the opened request, whether it is live. Opening and filtering are steps
 * that Back undoes; what is closed stays closed.
 */
export function useRequestLog(applicationId: string | undefined) {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const filter = ofApplication(readRequestFilter(parameters), applicationId);
  const opened = parameters.get(OPENED);

  const current = () => window.location.search;
  const address = (query: string) => (query === "" ? pathname : `${pathname}?${query}`);
  const push = (query: string) => window.history.pushState(null, "", address(query));
  const replace = (query: string) => window.history.replaceState(null, "", address(query));

  /** Changes made at once, one after the other, see each other: what counts is the address. */
  const changed = (part: RequestFilterPart) => {
    const now = readRequestFilter(new URLSearchParams(current()));
    return writeRequestFilter(current(), withFilterPart(now, part));
  };

  return {
    filter,
    isFiltered: Object.keys(filter.values).some(
      (key) => key !== "application" || applicationId === undefined,
    ),
    change: (part: RequestFilterPart) => push(changed(part)),
    /** For what is typed: no step of its own. */
    adjust: (part: RequestFilterPart) => replace(changed(part)),
    clear: () => push(writeRequestFilter(current(), { time: filter.time, values: {} })),
    opened,
    hrefOf: (requestId: string) => address(withParameter(parameters.toString(), OPENED, requestId)),
    open: (requestId: string) => {
      const query = withParameter(current(), OPENED, requestId);
      if (new URLSearchParams(current()).has(OPENED)) replace(query);
      else push(query);
    },
    close: () => replace(withParameter(current(), OPENED, null)),
    /** Narrows to a value of the opened request, which closes. */
    changeFromOpened: (part: RequestFilterPart) => push(withParameter(changed(part), OPENED, null)),
    isLive: parameters.get(LIVE) === "1" && !("from" in filter.time && filter.time.to !== null),
    setLive: (isLive: boolean) => replace(withParameter(current(), LIVE, isLive ? "1" : null)),
  };
}

export type RequestLog = ReturnType<typeof useRequestLog>;

function withParameter(current: string, name: string, value: string | null): string {
  const parameters = new URLSearchParams(current);
  if (value === null) parameters.delete(name);
  else parameters.set(name, value);
  return parameters.toString();
}
