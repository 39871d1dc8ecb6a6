"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { ChartTable } from "@/components/charts/chart-table";
import { Legend } from "@/components/charts/legend";
import { LOOKS, Patterns, patternOf } from "@/components/charts/look";
import { Plot } from "@/components/charts/plot";
import {
  type ChartSeries,
  type ChartTime,
  highestOf,
  linePath,
  lonePoints,
  stackedBars,
  valueTicks,
} from "@/lib/client/chart-geometry";

type ChartProps = {
  title: string;
  /** The figure over the whole time. */
  total: ReactNode;
  kind: "bars" | "lines";
  series: readonly ChartSeries[];
  time: ChartTime;
  format: (value: number) => string;
  /** Where there is nothing to draw. */
  nothing: string;
  /** A click or Enter on a stretch of time. */
  onPickStep?: (index: number) => void;
  /** A click on a name in the legend. */
  onPickSeries?: (seriesId: string) => void;
  /** Which names lead somewhere; all unless told. */
  pickable?: (seriesId: string) => boolean;
};

/** One chart with its name, its figure, its legend and the table behind it. */
export function Chart(props: ChartProps) {
  const { title, total, kind, series, time, format, nothing, onPickSeries, pickable } = props;
  const id = useId();
  const [showsTable, setShowsTable] = useState(false);
  const isEmpty = highestOf(series, true) === 0;
  const Icon = showsTable ? ChartColumn : Table2;
  return (
    <section
      aria-label={title}
      className="flex h-64 min-w-0 flex-col gap-2 rounded-lg border border-border bg-card p-3.5"
    >
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="text-[0.8125rem] text-muted-foreground">{title}</h3>
          <p className="truncate font-semibold tabular-nums">{total}</p>
        </div>
        {isEmpty ? null : (
          <button
            type="button"
            aria-pressed={showsTable}
            aria-label={`Show ${title.toLowerCase()} as table`}
            title={showsTable ? "Show as chart" : "Show as table"}
            onClick={() => setShowsTable(!showsTable)}
            className="-mt-1 -mr-1 flex size-7 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
          >
            <Icon className="size-4" aria-hidden="true" />
          </button>
        )}
      </div>
      {isEmpty ? (
        <p className="flex flex-1 items-center justify-center pb-8 text-center text-muted-foreground text-[0.8125rem]">
          {nothing}
        </p>
      ) : showsTable ? (
        <div className="min-h-0 flex-1">
          <ChartTable title={title} series={series} time={time} format={format} />
        </div>
      ) : (
        <>
          <svg width={0} height={0} aria-hidden="true" className="absolute">
            <Patterns id={id} looks={series.map(({ look }) => look)} />
          </svg>
          <Drawn {...props} id={id} />
          <div className="max-h-12 overflow-y-auto">
            <Legend
              id={id}
              series={series}
              isLine={kind === "lines"}
              onPick={onPickSeries}
              pickable={pickable}
            />
          </div>
        </>
      )}
    </section>
  );
}

function Drawn({ id, title, kind, series, time, format, onPickStep }: ChartProps & { id: string }) {
  const isLine = kind === "lines";
  const highest = highestOf(series, !isLine);
  return (
    <Plot
      id={id}
      title={title}
      series={series}
      time={time}
      isLine={isLine}
      format={format}
      valueTicks={(height) => valueTicks(highest, height, format)}
      onPick={onPickStep}
    >
      {(size) =>
        isLine
          ? series.map((one) => {
              const { color, dash } = LOOKS[one.look];
              return (
                <g key={one.id} fill="none" stroke={color} strokeWidth={1.75} strokeLinejoin="round">
                  <path d={linePath(one, highest, time, size)} {...(dash ? { strokeDasharray: dash } : {})} />
                  {lonePoints(one, highest, time, size).map(({ x, y }) => (
                    <circle key={x} cx={x} cy={y} r={2} fill={color} stroke="none" />
                  ))}
                </g>
              );
            })
          : stackedBars(series, time, size).map(({ id: seriesId, look, bars }) => (
              <g key={seriesId} fill={patternOf(id, look)}>
                {bars.map(({ index, x, y, width, height }) => (
                  <rect key={index} x={x} y={y} width={width} height={height} />
                ))}
              </g>
            ))
      }
    </Plot>
  );
}
