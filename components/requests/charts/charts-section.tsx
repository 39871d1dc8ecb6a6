"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { ChartsSkeleton } from "@/components/requests/charts/charts-skeleton";
import { useChartsShown } from "@/components/requests/charts/use-charts-shown";
import type { RequestLog } from "@/components/requests/use-request-log";
import { laterPart } from "@/components/ui/later";
import { cn } from "@/lib/utils";

const RequestCharts = laterPart(
  () => import("@/components/requests/charts/request-charts").then((loaded) => loaded.RequestCharts),
  ChartsSkeleton,
);

/** The charts above the log. They fold away, which this browser remembers; a phone begins without them. */
export function ChartsSection({ log, isNarrowed }: { log: RequestLog; isNarrowed: boolean }) {
  const { shown, setShown } = useChartsShown();
  const id = useId();
  return (
    <section aria-label="Charts" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3">
        <button
          type="button"
          aria-expanded={shown !== false}
          aria-controls={id}
          onClick={() => setShown(shown === false)}
          className="-ml-1.5 flex h-7 items-center gap-1 rounded-md px-1.5 font-medium text-[0.8125rem] text-muted-foreground hover:text-foreground"
        >
          <ChevronDown
            aria-hidden="true"
            className={cn("size-4 transition-transform", shown === false && "-rotate-90")}
          />
          Charts
        </button>
        {isNarrowed && shown !== false ? (
          <p className="text-muted-foreground text-xs">
            All requests of this time: only time, application and key narrow the charts.
          </p>
        ) : null}
      </div>
      <div id={id} hidden={shown === false} className={cn(shown === null && "max-md:hidden")}>
        {shown === null ? <ChartsSkeleton /> : shown ? <RequestCharts log={log} /> : null}
      </div>
    </section>
  );
}
