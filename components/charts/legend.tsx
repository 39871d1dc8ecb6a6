import { Swatch } from "@/components/charts/look";
import type { ChartSeries } from "@/lib/client/chart-geometry";

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
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-muted-foreground text-xs">
      {series.map(({ id: seriesId, label, look }) => (
        <li key={seriesId} className="flex min-w-0 items-center gap-1.5">
          <Swatch id={id} look={look} isLine={isLine} />
          {onPick !== undefined && (pickable?.(seriesId) ?? true) ? (
            <button
              type="button"
              title={`Show only ${label}`}
              onClick={() => onPick(seriesId)}
              className="min-w-0 truncate rounded-sm decoration-dotted underline-offset-4 hover:text-foreground hover:underline focus-visible:underline"
            >
              {label}
            </button>
          ) : (
            <span className="min-w-0 truncate">{label}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
