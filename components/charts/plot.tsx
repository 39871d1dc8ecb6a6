"use client";

import type { ReactNode } from "react";
import { Swatch } from "@/components/charts/look";
import { useChartCursor } from "@/components/charts/use-chart-cursor";
import { useWidth } from "@/components/charts/use-width";
import { useTimeZone } from "@/components/ui/use-time-zone";
import {
  type ChartSeries,
  type ChartSize,
  type ChartTime,
  middleOf,
  stepWords,
  type Tick,
  timeTicks,
} from "@/lib/client/chart-geometry";

const HEIGHT = 104;
const AXIS_HEIGHT = 18;
/** Of a digit in the axes' letters, about. */
const CHARACTER_WIDTH = 6;

type PlotProps = {
  id: string;
  title: string;
  series: readonly ChartSeries[];
  time: ChartTime;
  isLine: boolean;
  format: (value: number) => string;
  valueTicks: (height: number) => Tick[];
  /** What a click or Enter on a stretch does. */
  onPick: ((index: number) => void) | undefined;
  children: (size: ChartSize) => ReactNode;
};

/**
 * Axes, what lies between them, and the figures of the stretch that somebody points at. By keyboard it is a slider over
 * time, so that a screen reader speaks each stretch.
 */
export function Plot(props: PlotProps) {
  const { title, time, onPick } = props;
  const [element, whole] = useWidth();
  const ticks = props.valueTicks(HEIGHT);
  const gutter = Math.max(...ticks.map(({ label }) => label.length)) * CHARACTER_WIDTH + 6;
  const width = Math.max(0, whole - gutter);
  const { index, handlers } = useChartCursor({ time, width, onPick });
  const timeZone = useTimeZone();
  const last = time.startsAt.length - 1;
  return (
    <div ref={element} className="relative h-[7.625rem]">
      {width === 0 ? null : (
        <>
          <ValueAxis ticks={ticks} gutter={gutter} />
          <div
            role="slider"
            tabIndex={0}
            aria-label={title}
            aria-valuemin={0}
            aria-valuemax={Math.max(0, last)}
            aria-valuenow={index ?? Math.max(0, last)}
            aria-valuetext={spoken(index ?? last, props, timeZone)}
            aria-description={onPick ? "Arrow keys move in time, Enter narrows the log to it" : undefined}
            className="touch-pan-y rounded-sm"
            style={{ marginLeft: gutter }}
            {...handlers}
          >
            <Drawing {...props} ticks={ticks} width={width} index={index} timeZone={timeZone} />
          </div>
          {index === null ? null : (
            <Figures {...props} width={width} gutter={gutter} index={index} timeZone={timeZone} />
          )}
        </>
      )}
    </div>
  );
}

type DrawnProps<Index> = PlotProps & { width: number; index: Index; timeZone: string };

/** The round values, to the left of what is drawn. */
function ValueAxis({ ticks, gutter }: { ticks: readonly Tick[]; gutter: number }) {
  return (
    <svg width={gutter} height={HEIGHT} aria-hidden="true" className="absolute top-0 left-0 overflow-visible">
      {ticks.map(({ at, label }) => (
        <text
          key={label}
          x={gutter - 6}
          y={at + 3.5}
          textAnchor="end"
          className="fill-muted-foreground text-[10px] tabular-nums"
        >
          {label}
        </text>
      ))}
    </svg>
  );
}

function Drawing({
  time,
  ticks,
  children,
  width,
  index,
  timeZone,
}: DrawnProps<number | null> & { ticks: readonly Tick[] }) {
  const step = width / Math.max(1, time.startsAt.length);
  return (
    <svg width={width} height={HEIGHT + AXIS_HEIGHT} aria-hidden="true" className="block overflow-visible">
      {ticks.map(({ at, label }, position) => (
        <line
          key={label}
          x2={width}
          y1={at}
          y2={at}
          className={position === 0 ? "stroke-input" : "stroke-border"}
        />
      ))}
      {index === null ? null : (
        <rect x={index * step} width={step} height={HEIGHT} className="fill-foreground/8" />
      )}
      {children({ width, height: HEIGHT })}
      {timeTicks(time, width, timeZone).map(({ at, label }) => (
        <g key={at} transform={`translate(${at} ${HEIGHT})`}>
          <line y2={4} className="stroke-input" />
          <text
            y={15}
            textAnchor={at < 16 ? "start" : at > width - 16 ? "end" : "middle"}
            className="fill-muted-foreground text-[10px] tabular-nums"
          >
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Figures({
  id,
  series,
  time,
  isLine,
  format,
  width,
  gutter,
  index,
  timeZone,
}: DrawnProps<number> & { gutter: number }) {
  const middle = middleOf(index, time, width);
  const isRight = middle > width / 2;
  const shown = series.filter(({ values }) => isLine || (values[index] ?? 0) > 0);
  return (
    <div
      aria-hidden="true"
      style={isRight ? { right: width - middle + 8 } : { left: gutter + middle + 8 }}
      className="pointer-events-none absolute -top-2 z-20 flex min-w-36 flex-col gap-1 rounded-md border border-border bg-popover px-2.5 py-2 text-popover-foreground text-xs shadow-floating"
    >
      <span className="text-muted-foreground whitespace-nowrap">{stepWords(index, time, timeZone)}</span>
      {shown.length === 0 ? <span>No request</span> : null}
      {(isLine ? shown : shown.toReversed()).map(({ id: seriesId, label, look, values }) => (
        <span key={seriesId} className="flex items-center gap-1.5 whitespace-nowrap">
          <Swatch id={id} look={look} isLine={isLine} />
          {label}
          <span className="ml-auto pl-3 font-medium tabular-nums">{said(values[index] ?? null, format)}</span>
        </span>
      ))}
    </div>
  );
}

const said = (value: number | null, format: (value: number) => string) =>
  value === null ? "–" : format(value);

function spoken(
  index: number,
  { series, time, format }: Pick<PlotProps, "series" | "time" | "format">,
  timeZone: string,
): string {
  const figures = series
    .filter(({ values }) => (values[index] ?? 0) !== 0)
    .map(({ label, values }) => `${label} ${said(values[index] ?? null, format)}`);
  return `${stepWords(index, time, timeZone)}: ${figures.length === 0 ? "no request" : figures.join(", ")}`;
}
