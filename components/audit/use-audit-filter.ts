"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import type { AuditSource } from "@/lib/client/audit";
import { type AuditUrlFilter, readAuditFilter, writeAuditFilter } from "@/lib/client/audit-filter";

export type AuditFilterPart = { [Key in keyof AuditUrlFilter]?: AuditUrlFilter[Key] | undefined };
export type ChangeAuditFilter = (part: AuditFilterPart) => void;

/** The filters that the address holds, and the way to change some; each change is a step that Back undoes. */
export function useAuditFilter(source: AuditSource) {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const filter = filterOf(source, readAuditFilter(parameters));

  const replaceAll = useCallback(
    (next: AuditFilterPart) => {
      const query = writeAuditFilter(window.location.search, next);
      window.history.pushState(null, "", query === "" ? pathname : `${pathname}?${query}`);
    },
    [pathname],
  );

  const change: ChangeAuditFilter = useCallback(
    (part) => replaceAll({ ...readAuditFilter(new URLSearchParams(window.location.search)), ...part }),
    [replaceAll],
  );

  const clear = useCallback(() => replaceAll({}), [replaceAll]);
  return { filter, change, clear, isFiltered: Object.keys(filter).length > 0 };
}

/** Inside one application, or where there are none, an address cannot narrow to another one. */
function filterOf(
  source: AuditSource,
  { application, environment, ...filter }: AuditUrlFilter,
): AuditUrlFilter {
  if (source.kind !== "organization") return filter;
  return { ...filter, ...(application ? { application } : {}), ...(environment ? { environment } : {}) };
}
