"use client";

import { FreeText } from "@/components/audit/free-text";
import { ROW_LINK } from "@/components/hub/reviews/walk-rows";
import { LogTime } from "@/components/requests/log-time";
import { RequestStatus } from "@/components/requests/request-status";
import { TableCell, TableRow } from "@/components/ui/table";
import { formatRequestLatency, keyWords } from "@/lib/client/request-words";
import type { RequestEntry } from "@/lib/schemas/request-log";
import { cn } from "@/lib/utils";

type RequestRowProps = {
  request: RequestEntry;
  href: string;
  isOpen: boolean;
  /** Left out inside one application. */
  showsApplication: boolean;
  onOpen: () => void;
};

/** One request at a glance; a click anywhere, or Enter on its target, opens it. */
export function RequestRow({ request, href, isOpen, showsApplication, onOpen }: RequestRowProps) {
  const { id, method, target, status, reason, latencyMilliseconds, application, key, address } = request;
  return (
    <TableRow
      className={cn(
        "text-[0.8125rem] transition-colors focus-within:bg-muted/40 md:hover:bg-muted/40",
        isOpen && "bg-muted/60",
      )}
    >
      {/* The time lies above the stretched link, or nothing would come on hover; a click on it opens the row as well. */}
      <TableCell className="py-2 text-muted-foreground md:pl-2 max-md:-order-1" onClick={onOpen}>
        <LogTime at={request.occurredAt} />
      </TableCell>
      <TableCell className="py-2 max-md:-order-2 md:w-full md:max-w-0">
        <a
          {...ROW_LINK}
          href={href}
          id={`row-${id}`}
          aria-current={isOpen ? "true" : undefined}
          aria-haspopup="dialog"
          title={`${method} ${target}`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            onOpen();
          }}
          className="block rounded-sm text-left font-mono text-[0.8125rem] after:absolute after:inset-0 hover:underline hover:underline-offset-4 focus-visible:-outline-offset-1 max-md:[overflow-wrap:anywhere] md:truncate"
        >
          <span className="font-semibold">{method}</span> <FreeText>{target}</FreeText>
        </a>
      </TableCell>
      <TableCell label="Status" className="py-2">
        <RequestStatus status={status} reason={reason} />
      </TableCell>
      <TableCell label="Latency" className="py-2 whitespace-nowrap tabular-nums md:text-right">
        {formatRequestLatency(latencyMilliseconds)}
      </TableCell>
      {showsApplication ? (
        <TableCell label="Application" className="py-2 md:max-w-40 [&>div]:truncate">
          {application === null ? (
            <span className="text-muted-foreground">
              {key?.kind === "personal_key" ? "Personal key" : "–"}
            </span>
          ) : (
            <span title={application.name}>
              <FreeText>{application.name}</FreeText>
            </span>
          )}
        </TableCell>
      ) : null}
      <TableCell label="Key" className="py-2 font-mono whitespace-nowrap max-md:hidden">
        {key === null ? <span className="text-muted-foreground">–</span> : keyWords(key)}
      </TableCell>
      <TableCell
        label="Address"
        className="py-2 font-mono max-md:hidden md:max-w-40 md:pr-2 [&>div]:truncate"
      >
        {address ?? <span className="text-muted-foreground">–</span>}
      </TableCell>
    </TableRow>
  );
}
