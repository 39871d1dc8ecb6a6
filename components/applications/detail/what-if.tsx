"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNow } from "@/components/clock";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useWorkplace } from "@/components/workplace";
import { formatExactUtc, formatRelative } from "@/lib/client/time";
import { describeWhatIf, whatIfQuery, withoutKnownUse } from "@/lib/client/what-if";
import { formatCount, formatRequests } from "@/lib/client/words";
import type { WhatIf as Figures, PossibleChange } from "@/lib/schemas/what-if";

type WhatIfProps = {
  applicationId: string;
  change: PossibleChange;
  /** Stands inside a notice already. */
  isInside?: boolean;
};

/** What a change would have refused of the last thirty days, said before it is made; never in the way of making it. */
export function WhatIf({ applicationId, change, isInside = false }: WhatIfProps) {
  const { place } = useWorkplace();
  const query = useQuery(whatIfQuery(place, applicationId, change));
  if (query.data !== undefined) return <Answer figures={query.data} change={change} isInside={isInside} />;
  if (query.isPending) {
    return (
      <div role="status">
        <span className="sr-only">Looking up what this would have refused</span>
        <Skeleton className="h-28 w-full animate-appear-late" />
      </div>
    );
  }
  return (
    <ErrorState
      title="What this would have refused could not be looked up. You can go on without it."
      error={query.error}
      onRetry={() => query.refetch()}
      retrying={query.isFetching}
    />
  );
}

function Answer({
  figures,
  change,
  isInside,
}: Omit<Required<WhatIfProps>, "applicationId"> & { figures: Figures }) {
  const now = Math.max(useNow(), Date.parse(figures.serverTime));
  const words = describeWhatIf(figures, change.change, now);
  if (figures.refused === 0) return <p className={isInside ? "" : "text-muted-foreground"}>{words}</p>;
  const content = (
    <>
      <p className="tabular-nums">{words}</p>
      <Details figures={figures} now={now} />
    </>
  );
  if (isInside) {
    return (
      <section
        aria-label="This would have refused traffic"
        className="mt-1 flex flex-col gap-1 border-border border-t pt-2"
      >
        <p className="font-medium">This would have refused traffic</p>
        {content}
      </section>
    );
  }
  return (
    <Notice tone="warning" title="This would have refused traffic">
      {content}
    </Notice>
  );
}

function Details({ figures, now }: { figures: Figures; now: number }) {
  const { addresses, moreAddresses, otherRequests, permissions } = figures;
  const unknownUse = withoutKnownUse(figures);
  return (
    <>
      {figures.isApproximate ? (
        <p className="text-muted-foreground text-[0.8125rem]">
          Each server counts its own seconds, so the figures are near the truth, not exact. Which addresses
          came in them is not counted.
        </p>
      ) : null}
      <Uses title="From" isShown={addresses.length > 0}>
        {addresses.map(({ address, ...use }) => (
          <Use key={address ?? "unknown"} {...use} now={now}>
            {address === null ? "an unknown address" : <code className="font-mono break-all">{address}</code>}
          </Use>
        ))}
        {moreAddresses > 0 ? (
          <li className="text-muted-foreground">
            and {formatCount(moreAddresses)} more {moreAddresses === 1 ? "address" : "addresses"}
          </li>
        ) : null}
        {otherRequests > 0 ? (
          <li className="text-muted-foreground">
            {formatRequests(otherRequests)} from more addresses than are kept one by one
          </li>
        ) : null}
      </Uses>
      <Uses title="With" isShown={permissions.length > 0}>
        {permissions.map(({ permission, ...use }) => (
          <Use key={permission ?? "none"} {...use} now={now}>
            {permission === null ? "no permission" : <code className="font-mono">{permission}</code>}
          </Use>
        ))}
        {unknownUse > 0 ? (
          <li className="text-muted-foreground">
            {formatRequests(unknownUse)} from before permissions were counted
          </li>
        ) : null}
      </Uses>
    </>
  );
}

function Uses({ title, isShown, children }: { title: string; isShown: boolean; children: ReactNode }) {
  if (!isShown) return null;
  return (
    <div className="mt-1 text-[0.8125rem]">
      <h3 className="text-muted-foreground">{title}</h3>
      <ul className="flex flex-col gap-0.5">{children}</ul>
    </div>
  );
}

type UseProps = { requests: number; lastAt: string; now: number; children: ReactNode };

function Use({ requests, lastAt, now, children }: UseProps) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4">
      <span className="min-w-0">{children}</span>
      <span className="ml-auto tabular-nums">
        {formatRequests(requests)},{" "}
        <time dateTime={lastAt} title={formatExactUtc(lastAt)} className="text-muted-foreground">
          {formatRelative(lastAt, now)}
        </time>
      </span>
    </li>
  );
}
