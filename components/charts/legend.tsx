import { Swatch } from "@/components/charts/look";
import type { ChartSeries } from "@/lib/client/chart-geometry";
import { cn } from "@/lib/utils";

/** More names than this stand in columns, so that they never take more than two lines. */
const MOST_IN_A_LINE = 3;

type LegendProps = {
  id: string;
  series: readonly ChartSeries[];
  isLine: boolean;
  /** What a click on a name does; names that lead nowhere are no buttons. */
  onPick?: ((seriesId: string) => void) | undefined;
  pickable?: ((seriesId: string) => boolean) | undefined;
};

/** What is what; in the order of the chart. */
export function Legend({ id, series, isLine, onPick, pickable }: LegendProps) {
  return (
    <ul
      className={cn(
        "gap-x-3 text-muted-foreground text-xs",
        series.length > MOST_IN_A_LINE ? "grid grid-cols-2" : "flex flex-wrap",
      )}
    >
      {series.map(({ id: seriesId, label, look }) => (
        <li key={seriesId} className="flex h-6 min-w-0 items-center gap-1.5">
          <Swatch id={id} look={look} isLine={isLine} />
          {onPick !== undefined && (pickable?.(seriesId) ?? true) ? (
            <button
              type="button"
              title={`Show only ${label}`}
              onClick={() => onPick(seriesId)}
              className="h-6 min-w-6 truncate rounded-sm decoration-dotted underline-offset-4 hover:text-foreground hover:underline focus-visible:underline"
            >
              {label}
            </button>
          ) : (
            <span className="min-w-0 truncate" title={label}>
              {label}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
