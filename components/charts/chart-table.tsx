import { useTimeZone } from "@/components/ui/use-time-zone";
import { type ChartSeries, type ChartTime, stepWords } from "@/lib/client/chart-geometry";

type ChartTableProps = {
  title: string;
  series: readonly ChartSeries[];
  time: ChartTime;
  format: (value: number) => string;
};

/** The figures behind a chart, newest first; stretches without any are left out. */
export function ChartTable({ title, series, time, format }: ChartTableProps) {
  const timeZone = useTimeZone();
  const rows = time.startsAt
    .map((startsAt, index) => ({ startsAt, index }))
    .filter(({ index }) => series.some(({ values }) => (values[index] ?? 0) !== 0))
    .reverse();
  return (
    <section
      aria-label={`${title}, as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-auto rounded-sm text-xs"
    >
      <table className="w-full border-collapse tabular-nums">
        <caption className="sr-only">{title}; stretches without a request are left out</caption>
        <thead>
          <tr className="sticky top-0 bg-card">
            <th scope="col" className="py-1 pr-3 text-left font-medium text-muted-foreground">
              Time
            </th>
            {series.map(({ id, label }) => (
              <th
                key={id}
                scope="col"
                className="py-1 pl-3 text-right font-medium text-muted-foreground whitespace-nowrap"
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ startsAt, index }) => (
            <tr key={startsAt} className="border-border border-t">
              <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap">
                {stepWords(index, time, timeZone)}
              </th>
              {series.map(({ id, values }) => (
                <td key={id} className="py-1 pl-3 text-right">
                  {formatted(values[index] ?? null, format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function formatted(value: number | null, format: (value: number) => string): string {
  return value === null ? "–" : format(value);
}
