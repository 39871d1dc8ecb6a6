"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useWorkplace } from "@/components/workplace";
import { writeRequestFilter } from "@/lib/client/request-filter";
import { formatRequestLatency } from "@/lib/client/request-words";
import { LAST_DAY, requestFiguresQuery } from "@/lib/client/requests";
import { formatCount, shareWords } from "@/lib/client/words";
import { routes } from "@/lib/routes";

/** The last day's requests in figures, each leading to the log where it can be looked into. */
export function Traffic() {
  const { place } = useWorkplace();
  const query = useQuery(requestFiguresQuery(place, LAST_DAY));
  if (query.isPending) return <Skeleton className="h-28 w-full animate-appear-late" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The figures of the last day could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { total, reasons } = query.data;
  // Before the first request, the first steps say more.
  if (total.requests === 0) return null;
  const [top] = reasons;
  return (
    <Section title="Requests of the last 24 hours">
      <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Figure title="Requests" href={logWith({})}>
          {formatCount(total.requests)}
        </Figure>
        <Figure title="Refused" href={logWith({ status: "4xx" })}>
          {formatCount(total.refused)}
          <Aside>{shareWords(total.refused, total.requests)}</Aside>
        </Figure>
        <Figure title="Most frequent reason" href={logWith(top === undefined ? {} : { reason: top.reason })}>
          {top === undefined ? (
            "None"
          ) : (
            <span className="font-mono text-base [overflow-wrap:anywhere]">
              {top.reason}
              <Aside>{formatCount(top.requests)}</Aside>
            </span>
          )}
        </Figure>
        <Figure title="Latency, p95" href={logWith({})}>
          {total.p95Milliseconds === null ? "–" : formatRequestLatency(total.p95Milliseconds)}
        </Figure>
      </ul>
    </Section>
  );
}

function logWith(values: { status?: string; reason?: string }): string {
  const query = writeRequestFilter("", { time: LAST_DAY.time, values });
  return query === "" ? routes.requests : `${routes.requests}?${query}`;
}

type FigureProps = { title: string; href: string; children: ReactNode };

function Figure({ title, href, children }: FigureProps) {
  return (
    <li className="flex">
      <Link
        href={href}
        className="flex min-w-0 flex-1 flex-col gap-1 rounded-lg border border-border bg-card px-4 py-3 transition-colors hover:bg-accent/60"
      >
        <span className="text-muted-foreground">{title}</span>
        <span className="font-semibold text-xl tabular-nums tracking-tight">{children}</span>
      </Link>
    </li>
  );
}

function Aside({ children }: { children: string }) {
  return <span className="ml-2 font-normal font-sans text-muted-foreground text-sm">{children}</span>;
}
