"use client";

import { X } from "lucide-react";
import { FreeText } from "@/components/audit/free-text";
import type { RequestLog } from "@/components/requests/use-request-log";
import { Button } from "@/components/ui/button";
import { REQUEST_FILTER_KEYS, type RequestFilterKey } from "@/lib/client/request-filter";
import { describeStatusFilter, keyWords } from "@/lib/client/request-words";
import { shortId } from "@/lib/client/words";
import type { RequestEntry } from "@/lib/schemas/request-log";

const TITLES: Record<RequestFilterKey, string> = {
  status: "Status",
  reason: "Reason",
  application: "Application",
  key: "Key",
  method: "Method",
  route: "Route",
  address: "Address",
  text: "Text",
};

type FilterChipsProps = {
  log: RequestLog;
  applicationId: string | undefined;
  /** Where names of what the address calls by id are found. */
  requests: readonly RequestEntry[];
};

/** What the log is narrowed to, each removable by itself. */
export function FilterChips({ log, applicationId, requests }: FilterChipsProps) {
  if (!log.isFiltered) return null;
  const { values } = log.filter;
  const active = REQUEST_FILTER_KEYS.filter((key) => key !== "application" || applicationId === undefined);
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-2">
      {active.map((key) => {
        const value = values[key];
        if (value === undefined) return null;
        const words = wordsOf(key, value, requests);
        return (
          <li
            key={key}
            className="flex h-7 max-w-full items-center rounded-md border border-border bg-muted/60 pl-2.5 text-[0.8125rem]"
          >
            <span className="shrink-0 pr-1.5 text-muted-foreground">{TITLES[key]}</span>
            <span className="min-w-0 truncate font-medium" title={words}>
              <FreeText>{words}</FreeText>
            </span>
            <button
              type="button"
              aria-label={`Remove the filter ${TITLES[key]}: ${words}`}
              onClick={() => log.change({ values: { [key]: undefined } })}
              className="ml-1 flex size-7 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
            >
              <X className="size-3.5" aria-hidden="true" />
            </button>
          </li>
        );
      })}
      <li>
        <Button variant="ghost" size="sm" className="h-7 px-2" onClick={log.clear}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}

function wordsOf(key: RequestFilterKey, value: string, requests: readonly RequestEntry[]): string {
  if (key === "status") return describeStatusFilter(value);
  if (key === "application") {
    return requests.find(({ application }) => application?.id === value)?.application?.name ?? shortId(value);
  }
  if (key === "key") {
    const found = requests.find((request) => request.key?.id === value)?.key;
    return found ? keyWords(found) : shortId(value);
  }
  return value;
}
