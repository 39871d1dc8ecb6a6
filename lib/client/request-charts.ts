/** What the charts above the log draw, out of its figures. Pure. */
import { type ChartLook, type ChartSeries, type ChartTime, withRest } from "@/lib/client/chart-geometry";
import { keyWords } from "@/lib/client/request-words";
import type { RequestFigures } from "@/lib/schemas/request-log";

/** More series than this cannot be told apart. */
const MOST_SERIES = 4;
/** And narrower bars than this many leave room for cannot be told apart either. */
const MOST_BARS = 60;
const BAR_SECONDS = [300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400] as const;
const LOOKS: readonly ChartLook[] = [1, 2, 3, 4];
const lookAt = (position: number): ChartLook => LOOKS[position % LOOKS.length] ?? 1;

export const timeOf = ({ steps, stepSeconds }: CoarseFigures): ChartTime => ({
  startsAt: steps.map(({ startsAt }) => startsAt),
  stepSeconds,
});

/** Succeeded, refused and failed, which together are all. */
export function volumeSeries({ steps }: CoarseFigures): ChartSeries[] {
  return [
    {
      id: "2xx",
      label: "Succeeded",
      look: "success",
      values: steps.map(({ requests, refused, failed }) => Math.max(0, requests - refused - failed)),
    },
    { id: "4xx", label: "Refused", look: "warning", values: steps.map(({ refused }) => refused) },
    { id: "5xx", label: "Failed", look: "destructive", values: steps.map(({ failed }) => failed) },
  ];
}

/** The most frequent reasons, and all others in one. */
export function reasonSeries({ reasons }: CoarseFigures): ChartSeries[] {
  return withRest(
    reasons,
    MOST_SERIES,
    ({ reason, perStep }, position) => ({
      id: reason,
      label: reason,
      values: perStep,
      look: lookAt(position),
    }),
    "Other reasons",
  );
}

export function latencySeries({ steps }: CoarseFigures): ChartSeries[] {
  return [
    { id: "p50", label: "p50", look: 1, values: steps.map(({ p50Milliseconds }) => p50Milliseconds) },
    { id: "p95", label: "p95", look: 2, values: steps.map(({ p95Milliseconds }) => p95Milliseconds) },
    { id: "p99", label: "p99", look: 4, values: steps.map(({ p99Milliseconds }) => p99Milliseconds) },
  ];
}

/** The busiest keys: in a rotation the old one beside the new one. */
export function keySeries({ keys }: CoarseFigures): ChartSeries[] {
  return withRest(
    keys,
    MOST_SERIES,
    ({ key, perStep }, position) => ({
      id: key.id,
      label: keyWords(key),
      values: perStep,
      look: lookAt(position),
    }),
    "Other keys",
  );
}

type CoarseFigures = Pick<RequestFigures, "stepSeconds" | "steps" | "reasons" | "keys">;

/** The same counts in as few and round stretches as bars have room for. Percentiles cannot be added up: they are left out. */
export function coarseFigures(figures: RequestFigures): CoarseFigures {
  const { steps, reasons, keys } = figures;
  const seconds = BAR_SECONDS.find(
    (bar) => bar % figures.stepSeconds === 0 && steps.length * figures.stepSeconds <= bar * (MOST_BARS - 1),
  );
  if (seconds === undefined || seconds === figures.stepSeconds) return figures;
  const barOf = steps.map(({ startsAt }) => Math.floor(Date.parse(startsAt) / 1000 / seconds));
  const first = barOf[0] ?? 0;
  const length = (barOf.at(-1) ?? first) - first + 1;
  const sums = (counts: readonly number[]): number[] => {
    const bars = new Array<number>(length).fill(0);
    counts.forEach((count, index) => {
      const bar = (barOf[index] ?? first) - first;
      bars[bar] = (bars[bar] ?? 0) + count;
    });
    return bars;
  };
  const requests = sums(steps.map((step) => step.requests));
  const refused = sums(steps.map((step) => step.refused));
  const failed = sums(steps.map((step) => step.failed));
  return {
    stepSeconds: seconds,
    steps: requests.map((count, bar) => ({
      startsAt: new Date((first + bar) * seconds * 1000).toISOString(),
      requests: count,
      refused: refused[bar] ?? 0,
      failed: failed[bar] ?? 0,
      p50Milliseconds: null,
      p95Milliseconds: null,
      p99Milliseconds: null,
    })),
    reasons: reasons.map((reason) => ({ ...reason, perStep: sums(reason.perStep) })),
    keys: keys.map((key) => ({ ...key, perStep: sums(key.perStep) })),
  };
}

/** The moments of a stretch. */
export function stretchAt({ startsAt, stepSeconds }: ChartTime, index: number) {
  const from = startsAt[index];
  if (from === undefined) return null;
  return { from, to: new Date(Date.parse(from) + stepSeconds * 1000).toISOString() };
}
