"use client";

import { walkRows } from "@/components/hub/reviews/walk-rows";
import { LogZone } from "@/components/requests/log-time";
import { RequestRow } from "@/components/requests/request-row";
import type { RequestLog } from "@/components/requests/use-request-log";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import type { RequestEntry } from "@/lib/schemas/request-log";

type RequestListProps = {
  requests: readonly RequestEntry[];
  log: RequestLog;
  showsApplication: boolean;
};

/** Newest first; arrow keys walk through the rows, Enter opens one. */
export function RequestList({ requests, log, showsApplication }: RequestListProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys go to the links inside
    <div onKeyDown={walkRows}>
      <Table label="Requests">
        <TableHead>
          <TableHeader className="md:pl-2">
            Time <LogZone />
          </TableHeader>
          <TableHeader>Request</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader className="text-right">Latency</TableHeader>
          {showsApplication ? <TableHeader>Application</TableHeader> : null}
          <TableHeader>Key</TableHeader>
          <TableHeader className="md:pr-2">Address</TableHeader>
        </TableHead>
        <TableBody>
          {requests.map((request) => (
            <RequestRow
              key={request.id}
              request={request}
              href={log.hrefOf(request.id)}
              isOpen={log.opened === request.id}
              showsApplication={showsApplication}
              onOpen={() => log.open(request.id)}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** Puts the focus on a row, or on the first one; whether there was one. */
export function focusRow(requestId: string | null): boolean {
  const row =
    requestId === null
      ? document.querySelector<HTMLElement>("a[data-row-link]")
      : document.getElementById(`row-${requestId}`);
  row?.focus();
  return row !== null;
}
