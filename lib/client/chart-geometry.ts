/** Where the marks of a chart lie, in pixels from its upper left corner. Pure. */
import { offsetMilliseconds } from "@/lib/client/wall-clock";

/** One line or one colour of bars; null where there is nothing to tell. */
export type ChartSeries = {
  id: string;
  label: string;
  values: readonly (number | null)[];
  /** Which of the colours, patterns and dashes it is drawn with. */
  look: ChartLook;
};

export type ChartLook = "success" | "warning" | "destructive" | 1 | 2 | 3 | 4 | 5 | 6;

/** Stretches of equal length, one after the other. */
export type ChartTime = { startsAt: readonly string[]; stepSeconds: number };

export type ChartSize = { width: number; height: number };

export type Tick = { at: number; label: string };

export type Bar = { index: number; x: number; y: number; width: number; height: number };

/** However little it is, it can be seen. */
const LEAST_HEIGHT = 1.5;
const DAY_MILLISECONDS = 86_400_000;

/** Between moments that are named below a chart. */
const TIME_STEPS = [
  ...[1, 5, 15, 30, 60, 180, 360, 720].map((minutes) => minutes * 60_000),
  ...[1, 2, 7].map((days) => days * DAY_MILLISECONDS),
];

/** Moments to name below a chart: times of the day, or days where it spans more than two; on the clock of the zone. */
export function timeTicks(time: ChartTime, width: number, timeZone: string): Tick[] {
  const { startsAt, stepSeconds } = onTheClockOf(timeZone, time);
  const first = Date.parse(startsAt[0] ?? "1970-01-01T00:00:00Z");
  const span = Math.max(1, startsAt.length) * stepSeconds * 1000;
  const spansDays = span > 2 * DAY_MILLISECONDS;
  const steps = spansDays ? TIME_STEPS.filter((step) => step >= DAY_MILLISECONDS) : TIME_STEPS;
  const step = nearest(steps, span / Math.max(4, Math.floor(width / 70)));
  // Times are round by the clock; days begin half a step inside, where their names have room.
  const grain = Math.min(step, DAY_MILLISECONDS);
  const inside = Math.floor(step / 2 / grain) * grain;
  const ticks: Tick[] = [];
  for (let moment = Math.ceil(first / grain) * grain + inside; moment < first + span; moment += step) {
    const label = spansDays ? dayLabel(new Date(moment)) : timeLabel(new Date(moment));
    ticks.push({ at: ((moment - first) / span) * width, label });
  }
  return ticks;
}

/** The one that is fewest times smaller or larger. */
function nearest(steps: readonly number[], wanted: number): number {
  const distance = (step: number) => Math.abs(Math.log(step / wanted));
  return steps.reduce((best, step) => (distance(step) < distance(best) ? step : best));
}

/**
 * The same stretches, moved so that UTC reads as the zone's clock does at their end. Stretches of a day are days of UTC and stay.
 */
function onTheClockOf(timeZone: string, { startsAt, stepSeconds }: ChartTime): ChartTime {
  if (stepSeconds * 1000 >= DAY_MILLISECONDS) return { startsAt, stepSeconds };
  const offset = offsetMilliseconds(Date.parse(startsAt.at(-1) ?? "1970-01-01T00:00:00Z"), timeZone);
  return {
    startsAt: startsAt.map((moment) => new Date(Date.parse(moment) + offset).toISOString()),
    stepSeconds,
  };
}

const timeLabel = (moment: Date) => moment.toISOString().slice(11, 16);
const dayLabel = (moment: Date) =>
  `${moment.getUTCDate()} ${moment.toLocaleString("en-US", { month: "short", timeZone: "UTC" })}`;

/** No more steps than this from 0 to above the highest value. */
const MOST_VALUE_STEPS = 4;

/** Steps of 1, 2 or 5 times a power of ten, from 0 to the first at or above the highest value. */
function valueSteps(highest: number): { step: number; top: number } {
  const reached = Math.max(highest, 1);
  const least = reached / MOST_VALUE_STEPS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
  return { step, top: Math.ceil(reached / step) * step };
}

/** The place of values between 0 and a round number above the highest. */
function valueScale(highest: number, height: number): (value: number) => number {
  const { top } = valueSteps(highest);
  return (value) => height - (value / top) * height;
}

/** Round values to name beside a chart. */
export function valueTicks(highest: number, height: number, format: (value: number) => string): Tick[] {
  const { step, top } = valueSteps(highest);
  const place = valueScale(highest, height);
  const values = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  return values.map((value) => ({ at: place(value), label: format(value) }));
}

/** The highest of all values, or of all stacks. */
export function highestOf(series: readonly ChartSeries[], isStacked: boolean): number {
  if (!isStacked) return Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const steps = series[0]?.values.length ?? 0;
  let highest = 0;
  for (let index = 0; index < steps; index += 1) {
    const sum = series.reduce((total, { values }) => total + (values[index] ?? 0), 0);
    highest = Math.max(highest, sum);
  }
  return highest;
}

/** The bars of each series, the first at the bottom; empty ones are left out. */
export function stackedBars(
  series: readonly ChartSeries[],
  time: ChartTime,
  { width, height }: ChartSize,
): { id: string; look: ChartLook; bars: Bar[] }[] {
  const y = valueScale(highestOf(series, true), height);
  const step = width / Math.max(1, time.startsAt.length);
  const gap = Math.min(2, step * 0.25);
  const below = time.startsAt.map(() => 0);
  return series.map(({ id, look, values }) => ({
    id,
    look,
    bars: below.flatMap((low, index) => {
      const high = low + (values[index] ?? 0);
      if (high <= low) return [];
      below[index] = high;
      const drawn = Math.max(LEAST_HEIGHT, y(low) - y(high));
      return [
        {
          index,
          x: index * step + gap / 2,
          y: y(low) - drawn,
          width: Math.max(0.5, step - gap),
          height: drawn,
        },
      ];
    }),
  }));
}

/** The path of one line through the middles of the stretches, broken where there is nothing to tell. */
export function linePath(
  { values }: ChartSeries,
  highest: number,
  time: ChartTime,
  { width, height }: ChartSize,
): string {
  const y = valueScale(highest, height);
  return values
    .map((value, index) => {
      if (value === null) return "";
      const goesOn = (values[index - 1] ?? null) !== null;
      return `${goesOn ? "L" : "M"}${middleOf(index, time, width)},${y(value)}`;
    })
    .join("");
}

/** Points that no line reaches: those without a neighbour. */
export function lonePoints(
  { values }: ChartSeries,
  highest: number,
  time: ChartTime,
  { width, height }: ChartSize,
): { x: number; y: number }[] {
  const y = valueScale(highest, height);
  return values.flatMap((value, index) => {
    if (value === null || (values[index - 1] ?? null) !== null || (values[index + 1] ?? null) !== null)
      return [];
    return [{ x: middleOf(index, time, width), y: y(value) }];
  });
}

/** The middle of a stretch. */
export function middleOf(index: number, time: ChartTime, width: number): number {
  const steps = Math.max(1, time.startsAt.length);
  return ((index + 0.5) / steps) * width;
}

/** Which stretch lies at a place, or null beside the chart. */
export function stepAt(x: number, time: ChartTime, width: number): number | null {
  const steps = time.startsAt.length;
  if (steps === 0 || width <= 0 || x < 0 || x > width) return null;
  return Math.min(steps - 1, Math.floor((x / width) * steps));
}

/** `21 Nov, 15:00–16:00 (14:00–15:00 UTC)`, `21 Nov (UTC)`: a stretch in words, by the clock of the zone and by UTC. */
export function stepWords(index: number, { startsAt, stepSeconds }: ChartTime, timeZone: string): string {
  const from = Date.parse(startsAt[index] ?? "1970-01-01T00:00:00Z");
  if (stepSeconds * 1000 >= DAY_MILLISECONDS) return `${dayLabel(new Date(from))} (UTC)`;
  const stretch = (start: number) =>
    `${timeLabel(new Date(start))}–${timeLabel(new Date(start + stepSeconds * 1000))}`;
  const offset = offsetMilliseconds(from, timeZone);
  const day = dayLabel(new Date(from + offset));
  if (offset === 0) return `${day}, ${stretch(from)} UTC`;
  return `${day}, ${stretch(from + offset)} (${stretch(from)} UTC)`;
}

/** The busiest as they are, all others in one; the rest comes last. */
export function withRest<Item>(
  items: readonly Item[],
  most: number,
  seriesOf: (item: Item, position: number) => ChartSeries,
  restLabel: string,
): ChartSeries[] {
  if (items.length <= most) return items.map(seriesOf);
  const rest = items.slice(most - 1).map(seriesOf);
  const steps = rest[0]?.values.length ?? 0;
  const sums = Array.from({ length: steps }, (_, index) =>
    rest.reduce((total, { values }) => total + (values[index] ?? 0), 0),
  );
  return [...items.slice(0, most - 1).map(seriesOf), { id: "rest", label: restLabel, values: sums, look: 6 }];
}
