"use client";

import { useQuery } from "@tanstack/react-query";
import { Chart } from "@/components/charts/chart";
import { ChartsSkeleton } from "@/components/requests/charts/charts-skeleton";
import type { RequestLog } from "@/components/requests/use-request-log";
import { ErrorState } from "@/components/ui/error-state";
import { useWorkplace } from "@/components/workplace";
import type { ChartTime } from "@/lib/client/chart-geometry";
import {
  coarseFigures,
  keySeries,
  latencySeries,
  reasonSeries,
  stretchAt,
  timeOf,
  volumeSeries,
} from "@/lib/client/request-charts";
import { formatRequestLatency } from "@/lib/client/request-words";
import { requestFiguresQuery } from "@/lib/client/requests";
import { formatCount, shareWords } from "@/lib/client/words";
import type { RequestFigures } from "@/lib/schemas/request-log";

const LIVE_INTERVAL_MILLISECONDS = 15_000;

/** Volume, refusals, latency and keys over the time that the log shows. */
export function RequestCharts({ log }: { log: RequestLog }) {
  const { place } = useWorkplace();
  const { time, values } = log.filter;
  const query = useQuery({
    ...requestFiguresQuery(place, { time, applicationId: values.application, keyId: values.key }),
    refetchInterval: log.isLive ? LIVE_INTERVAL_MILLISECONDS : false,
  });
  if (query.isPending) return <ChartsSkeleton />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The figures could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  return <Charts figures={query.data} log={log} />;
}

function Charts({ figures, log }: { figures: RequestFigures; log: RequestLog }) {
  const { total, reasons, keys } = figures;
  const coarse = coarseFigures(figures);
  const over = (time: ChartTime) => ({
    time,
    onPickStep: (index: number) => {
      const stretch = stretchAt(time, index);
      if (stretch !== null) log.change({ time: stretch });
    },
  });
  const bars = over(timeOf(coarse));
  return (
    <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-4">
      <Chart
        {...bars}
        title="Requests"
        kind="bars"
        total={formatCount(total.requests)}
        series={volumeSeries(coarse)}
        format={formatCount}
        nothing="No request in this time."
        onPickSeries={(status) => log.change({ values: { status } })}
      />
      <Chart
        {...bars}
        title="Refusals by reason"
        kind="bars"
        total={`${shareWords(total.refused + total.failed, total.requests)} of requests`}
        series={reasonSeries(coarse)}
        format={formatCount}
        nothing="Nothing was refused in this time."
        onPickSeries={(reason) => log.change({ values: { reason } })}
        pickable={(id) => reasons.some(({ reason }) => reason === id)}
      />
      <Chart
        {...over(timeOf(figures))}
        title="Latency"
        kind="lines"
        total={total.p95Milliseconds === null ? "–" : `p95 ${formatRequestLatency(total.p95Milliseconds)}`}
        series={latencySeries(figures)}
        format={formatRequestLatency}
        nothing="No request in this time."
      />
      <Chart
        {...bars}
        title="Traffic by key"
        kind="bars"
        total={keys.length === 1 ? "1 key" : `${formatCount(keys.length)} keys`}
        series={keySeries(coarse)}
        format={formatCount}
        nothing="No request with a known key in this time."
        onPickSeries={(key) => log.change({ values: { key } })}
        pickable={(id) => keys.some(({ key }) => key.id === id)}
      />
    </div>
  );
}
