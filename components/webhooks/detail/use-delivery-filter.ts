"use client";

import { usePathname, useSearchParams } from "next/navigation";
import {
  type DeliveryUrlFilter,
  readDeliveryFilter,
  writeDeliveryFilter,
} from "@/lib/client/delivery-filter";

const OPENED = "delivery";

/** The filters and the opened delivery that the address holds; each change is a step that Back undoes. */
export function useDeliveryFilter() {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const filter = readDeliveryFilter(parameters);

  function push(query: string) {
    window.history.pushState(null, "", query === "" ? pathname : `${pathname}?${query}`);
  }

  return {
    filter,
    isFiltered: Object.keys(filter).length > 0,
    change: (part: DeliveryUrlFilter) =>
      push(writeDeliveryFilter(window.location.search, { ...filter, ...part })),
    clear: () => push(writeDeliveryFilter(window.location.search, {})),
    opened: parameters.get(OPENED),
    open: (eventId: string | null) => {
      const next = new URLSearchParams(window.location.search);
      if (eventId === null) next.delete(OPENED);
      else next.set(OPENED, eventId);
      push(next.toString());
    },
  };
}
