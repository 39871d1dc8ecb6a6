"use client";

import { ListFilter } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useApplicationLinks } from "@/components/applications/use-application-links";
import { FilterButton } from "@/components/audit/filter-button";
import { FreeText } from "@/components/audit/free-text";
import { Part } from "@/components/requests/detail/part";
import type { RequestLog } from "@/components/requests/use-request-log";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import type { RequestFilterKey } from "@/lib/client/request-filter";
import { formatBytes, formatRequestLatency, keyWords } from "@/lib/client/request-words";
import { formatExactUtcMilliseconds } from "@/lib/client/wall-clock";
import { shortFingerprint } from "@/lib/client/words";
import type { RequestDetail } from "@/lib/schemas/request-log";

type RequestFactsProps = { request: RequestDetail; log: RequestLog };

/** Everything that is known of a request; a click on a value narrows the log to it. */
export function RequestFacts({ request, log }: RequestFactsProps) {
  const links = useApplicationLinks();
  const { application, key, signingKey, route, address, userAgent, permission, reason } = request;
  const narrowTo = (name: RequestFilterKey, value: string, children: ReactNode) => (
    <FilterButton
      label="Show only requests with this"
      onClick={() => log.changeFromOpened({ values: { [name]: value } })}
      className="group inline-flex max-w-full items-center gap-1.5 [overflow-wrap:anywhere]"
    >
      {children}
      <ListFilter
        aria-hidden="true"
        className="size-3.5 shrink-0 text-muted-foreground opacity-50 group-hover:opacity-100"
      />
    </FilterButton>
  );
  const mono = (text: string) => <span className="font-mono text-[0.8125rem]">{text}</span>;
  return (
    <Part title="Details">
      <KeyValueList className="border-border border-y [&>div]:py-2">
        <KeyValue term="Request id">
          <Mono value={request.id} label="request id" />
        </KeyValue>
        <KeyValue term="Time">
          <span className="tabular-nums">{formatExactUtcMilliseconds(request.occurredAt)}</span>
        </KeyValue>
        <KeyValue term="Target">
          <Mono value={request.target} label="target" />
        </KeyValue>
        <KeyValue term="Method">{narrowTo("method", request.method, mono(request.method))}</KeyValue>
        <KeyValue term="Route">
          {route === null ? <Nothing>No path of the API</Nothing> : narrowTo("route", route, mono(route))}
        </KeyValue>
        <KeyValue term="Status">
          {narrowTo("status", String(request.status), <span className="tabular-nums">{request.status}</span>)}
        </KeyValue>
        {reason === null ? null : (
          <KeyValue term="Reason">{narrowTo("reason", reason, mono(reason))}</KeyValue>
        )}
        {permission === null ? null : <KeyValue term="Permission">{mono(permission)}</KeyValue>}
        <KeyValue term="Application">
          {application === null ? (
            <Nothing>None</Nothing>
          ) : (
            <span className="flex flex-wrap items-center gap-x-3">
              {narrowTo("application", application.id, <FreeText>{application.name}</FreeText>)}
              <Link
                href={links.application(application.id)}
                className="rounded-sm text-link text-[0.8125rem] underline-offset-4 hover:underline"
              >
                Open
              </Link>
            </span>
          )}
        </KeyValue>
        <KeyValue term={key?.kind === "personal_key" ? "Personal key" : "API key"}>
          {key === null ? (
            <Nothing>No known key</Nothing>
          ) : (
            <span className="flex flex-wrap items-center gap-x-2">
              {narrowTo("key", key.id, mono(keyWords(key)))}
              {key.name === null ? null : <FreeText>{key.name}</FreeText>}
              <CopyButton value={key.id} label="key id" />
            </span>
          )}
        </KeyValue>
        {signingKey === null ? null : (
          <KeyValue term="Signing key">
            <Mono
              value={signingKey.fingerprint}
              short={shortFingerprint(signingKey.fingerprint)}
              label="fingerprint of the signing key"
            />
          </KeyValue>
        )}
        <KeyValue term="Address">
          {address === null ? <Nothing>Not known</Nothing> : narrowTo("address", address, mono(address))}
        </KeyValue>
        <KeyValue term="User agent">
          {userAgent === null ? (
            <Nothing>None sent</Nothing>
          ) : (
            <span className="text-[0.8125rem] [overflow-wrap:anywhere]">
              <FreeText>{userAgent}</FreeText>
            </span>
          )}
        </KeyValue>
        <KeyValue term="Latency">
          <span className="tabular-nums">{formatRequestLatency(request.latencyMilliseconds)}</span>
        </KeyValue>
        <KeyValue term="Body">
          <span className="tabular-nums">
            {formatBytes(request.requestBytes)} sent, {formatBytes(request.responseBytes)} received
          </span>
        </KeyValue>
      </KeyValueList>
    </Part>
  );
}

function Nothing({ children }: { children: string }) {
  return <span className="text-muted-foreground">{children}</span>;
}
