/** What the charts above the log draw, out of its figures. Pure. */
import { type ChartLook, type ChartSeries, type ChartTime, withRest } from "@/lib/client/chart-geometry";
import { keyWords } from "@/lib/client/request-words";
import type { RequestFigures } from "@/lib/schemas/request-log";

/** More series than this cannot be told apart. */
const MOST_SERIES = 5;
const LOOKS: readonly ChartLook[] = [1, 2, 3, 4, 5];
const lookAt = (position: number): ChartLook => LOOKS[position % LOOKS.length] ?? 1;

export const timeOf = ({ steps, stepSeconds }: RequestFigures): ChartTime => ({
  startsAt: steps.map(({ startsAt }) => startsAt),
  stepSeconds,
});

/** Succeeded, refused and failed, which together are all. */
export function volumeSeries({ steps }: RequestFigures): ChartSeries[] {
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
export function reasonSeries({ reasons }: RequestFigures): ChartSeries[] {
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

export function latencySeries({ steps }: RequestFigures): ChartSeries[] {
  return [
    { id: "p50", label: "p50", look: 1, values: steps.map(({ p50Milliseconds }) => p50Milliseconds) },
    { id: "p95", label: "p95", look: 2, values: steps.map(({ p95Milliseconds }) => p95Milliseconds) },
    { id: "p99", label: "p99", look: 4, values: steps.map(({ p99Milliseconds }) => p99Milliseconds) },
  ];
}

/** The busiest keys: in a rotation the old one beside the new one. */
export function keySeries({ keys }: RequestFigures): ChartSeries[] {
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

/** `3.2 %` of all; never rounded to none where there are some. */
export function shareWords(part: number, all: number): string {
  if (all === 0 || part === 0) return "0 %";
  const percent = (part / all) * 100;
  if (percent < 0.1) return "< 0.1 %";
  return `${percent >= 99.95 && part < all ? 99.9 : Math.round(percent * 10) / 10} %`;
}

/** The moments of a stretch. */
export function stretchAt({ steps, stepSeconds }: RequestFigures, index: number) {
  const from = steps[index]?.startsAt;
  if (from === undefined) return null;
  return { from, to: new Date(Date.parse(from) + stepSeconds * 1000).toISOString() };
}
