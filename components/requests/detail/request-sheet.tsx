"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { FreeText } from "@/components/audit/free-text";
import { RequestBody } from "@/components/requests/detail/request-body";
import { LogTime } from "@/components/requests/log-time";
import { RequestStatus } from "@/components/requests/request-status";
import type { RequestLog } from "@/components/requests/use-request-log";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { DetailSheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { useWorkplace } from "@/components/workplace";
import { formatRequestLatency, requestMarkdown } from "@/lib/client/request-words";
import { requestQuery } from "@/lib/client/requests";
import type { RequestDetail, RequestEntry } from "@/lib/schemas/request-log";

type RequestSheetProps = {
  requestId: string;
  /** The list, for the way to the one before and after. */
  requests: readonly RequestEntry[];
  log: RequestLog;
  /** Puts the focus back where it came from. */
  onClosed: (requestId: string) => void;
};

/** One request: what was asked, how far it came, why it was refused and what to change. Its address can be shared. */
export function RequestSheet({ requestId, requests, log, onClosed }: RequestSheetProps) {
  const { place } = useWorkplace();
  const query = useQuery(requestQuery(place, requestId));
  const position = requests.findIndex(({ id }) => id === requestId);
  const newer = position > 0 ? requests[position - 1] : undefined;
  const older = position === -1 ? undefined : requests[position + 1];
  const content = useRef<HTMLDivElement>(null);
  // Keys can come quicker than the address follows them.
  const heading = useRef(requestId);

  // Another request in the same sheet begins at its top.
  useEffect(() => {
    heading.current = requestId;
    // In braces: some browsers return a promise from scrollTo, which React would call as the cleanup.
    content.current?.scrollTo({ top: 0 });
  }, [requestId]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return;
    const step = event.key === "k" ? -1 : event.key === "j" ? 1 : 0;
    const from = requests.findIndex(({ id }) => id === heading.current);
    const target = step === 0 || from === -1 ? undefined : requests[from + step];
    if (target === undefined) return;
    event.preventDefault();
    heading.current = target.id;
    log.open(target.id);
  }

  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : log.close())}>
      <DetailSheet
        ref={content}
        onKeyDown={onKeyDown}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed(requestId);
        }}
      >
        <div className="sticky top-0 z-10 flex items-center gap-1 border-border border-b bg-popover px-4 py-2 sm:px-6">
          <Step label="Newer request" shortcut="k" request={newer} log={log} icon={ChevronUp} />
          <Step label="Older request" shortcut="j" request={older} log={log} icon={ChevronDown} />
          <div className="ml-auto flex items-center gap-2">
            {query.data === undefined ? null : (
              <CopyButton value={() => requestMarkdown(query.data)} label="as Markdown" withText />
            )}
            <DialogPrimitive.Close
              aria-label="Close"
              className="flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
            >
              <X className="size-4" aria-hidden="true" />
            </DialogPrimitive.Close>
          </div>
        </div>
        <div className="flex flex-col gap-6 px-4 pt-5 pb-10 sm:px-6">
          <Heading requestId={requestId} request={query.data ?? requests[position]} />
          {query.isPending ? (
            <Loading />
          ) : query.data === undefined ? (
            <ErrorState
              title="The request could not be loaded."
              error={query.error}
              onRetry={() => query.refetch()}
              retrying={query.isFetching}
            />
          ) : (
            <RequestBody request={query.data} log={log} />
          )}
        </div>
      </DetailSheet>
    </Dialog>
  );
}

/** What the list knows already stands there while the rest is on its way. */
function Heading({
  requestId,
  request,
}: {
  requestId: string;
  request: RequestEntry | RequestDetail | undefined;
}) {
  return (
    <div className="flex flex-col gap-2">
      <DialogTitle className="font-mono font-medium text-sm [overflow-wrap:anywhere]">
        {request === undefined ? (
          "Request"
        ) : (
          <>
            <span className="font-semibold">{request.method}</span> <FreeText>{request.target}</FreeText>
          </>
        )}
      </DialogTitle>
      <DialogDescription asChild>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem]">
          {request === undefined ? null : (
            <>
              <RequestStatus status={request.status} reason={request.reason} />
              <span className="tabular-nums">{formatRequestLatency(request.latencyMilliseconds)}</span>
              <LogTime at={request.occurredAt} />
            </>
          )}
          <Mono value={requestId} label="request id" />
        </div>
      </DialogDescription>
    </div>
  );
}

type StepProps = {
  label: string;
  shortcut: string;
  request: RequestEntry | undefined;
  log: RequestLog;
  icon: typeof ChevronUp;
};

function Step({ label, shortcut, request, log, icon: Icon }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      disabled={request === undefined}
      onClick={() => (request === undefined ? undefined : log.open(request.id))}
      className="flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground disabled:pointer-events-none disabled:opacity-40"
    >
      <Icon className="size-4" aria-hidden="true" />
    </button>
  );
}

function Loading() {
  return (
    <div role="status" className="flex animate-appear-late flex-col gap-3">
      <span className="sr-only">Loading the request</span>
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
