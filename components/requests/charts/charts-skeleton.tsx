import { Skeleton } from "@/components/ui/skeleton";

const CHARTS = ["requests", "refusals", "latency", "keys"];

/** As large as the charts that will be there, so that the log below does not move. */
export function ChartsSkeleton() {
  return (
    <div aria-hidden="true" className="grid gap-3 md:grid-cols-2 xl:grid-cols-4">
      {CHARTS.map((chart) => (
        <div key={chart} className="flex h-64 flex-col gap-3 rounded-lg border border-border bg-card p-3.5">
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
