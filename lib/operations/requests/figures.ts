import {
  countLatencies,
  countRequests,
  type FiguresRange,
  type LoggedKey,
  namesOfKeys,
  type RequestCount,
  type RequestLatency,
} from "@/db/queries/request-figures";
import { validationFailed } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import { toSentKey } from "@/lib/operations/requests/view";
import { LONG_STEP_SECONDS, SHORT_STEP_SECONDS } from "@/lib/request-log/batch";
import { percentile } from "@/lib/request-log/latency";
import { requestFiguresInputSchema, requestFiguresSchema } from "@/lib/schemas/request-log";

/**
 * The shortest that leaves a chart no more bars than can be told apart. Beyond a day only what is kept by the hour is added
 * up: of five minutes there would be too many.
 */
const STEPS_SECONDS = [300, 600, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400] as const;
const MAXIMUM_STEPS = 150;
const LONGEST_RANGE_MILLISECONDS = 366 * 86_400_000;

export const getRequestFigures = readOperation({
  name: "getRequestFigures",
  summary: "Show how many requests there were, how many were refused, and how long they took",
  permission: "REQUESTS_READ",
  mayLag: true,
  input: requestFiguresInputSchema,
  output: requestFiguresSchema,
  run: async ({ tx }, { applicationId, keyId, from, to }) => {
    const range = toRange(new Date(from), new Date(to));
    const application = applicationId === undefined ? undefined : fromPublicId("application", applicationId);
    const key =
      keyId === undefined ? undefined : (fromPublicId("apiKey", keyId) ?? fromPublicId("personalKey", keyId));
    if (application === null || key === null) return toFigures(range, [], [], []);
    const narrowing = { applicationId: application, keyId: key };
    const counts = await countRequests(tx, narrowing, range);
    const latencies = await countLatencies(tx, narrowing, range);
    const names = await namesOfKeys(tx, [...new Set(counts.map((count) => count.key_id))]);
    return toFigures(range, counts, latencies, names);
  },
});

/** Whole steps: the first holds `from`, the last ends at `to` or after it. Throws 422 for a range that is none. */
function toRange(from: Date, to: Date): FiguresRange {
  const milliseconds = to.getTime() - from.getTime();
  if (milliseconds <= 0) {
    throw validationFailed([{ path: "to", message: "Expected a time after from." }]);
  }
  if (milliseconds > LONGEST_RANGE_MILLISECONDS) {
    throw validationFailed([{ path: "from", message: "Expected at most a year before to." }]);
  }
  const stepSeconds =
    STEPS_SECONDS.find((step) => milliseconds <= step * 1000 * MAXIMUM_STEPS) ?? STEPS_SECONDS[7];
  const step = stepSeconds * 1000;
  return {
    from: new Date(Math.floor(from.getTime() / step) * step),
    to: new Date(Math.ceil(to.getTime() / step) * step),
    keptSeconds: stepSeconds < LONG_STEP_SECONDS ? SHORT_STEP_SECONDS : LONG_STEP_SECONDS,
    stepSeconds,
  };
}

function toFigures(
  { from, to, stepSeconds }: FiguresRange,
  counts: readonly RequestCount[],
  latencies: readonly RequestLatency[],
  names: readonly LoggedKey[],
) {
  const step = stepSeconds * 1000;
  const first = from.getTime() / step;
  const length = to.getTime() / step - first;
  const countsOfSteps = group(counts, (count) => count.step - first);
  const latenciesOfSteps = group(latencies, (latency) => latency.step - first);
  const perStep = (of: readonly RequestCount[]) => {
    const sums = new Array<number>(length).fill(0);
    for (const count of of) sums[count.step - first] = (sums[count.step - first] ?? 0) + count.requests;
    return sums;
  };
  const reasons = group(
    counts.filter(({ reason }) => reason !== ""),
    ({ reason }) => reason,
  );
  const keys = group(counts, (count) => count.key_id);
  return {
    stepSeconds,
    total: { ...toSums(counts), ...toPercentiles(latencies) },
    steps: Array.from({ length }, (_, index) => ({
      startsAt: new Date((first + index) * step).toISOString(),
      ...toSums(countsOfSteps.get(index) ?? []),
      ...toPercentiles(latenciesOfSteps.get(index) ?? []),
    })),
    reasons: [...reasons]
      .map(([reason, of]) => ({ reason, requests: sum(of), perStep: perStep(of) }))
      .sort(busiestFirst),
    keys: names
      .map((name) => {
        const of = keys.get(name.key_id) ?? [];
        return {
          key: toSentKey(name),
          application:
            name.application_id === null
              ? null
              : { id: toPublicId("application", name.application_id), name: name.application_name ?? "" },
          requests: sum(of),
          perStep: perStep(of),
        };
      })
      .sort(busiestFirst),
  };
}

function toSums(counts: readonly RequestCount[]) {
  return {
    requests: sum(counts),
    refused: sum(counts.filter((count) => count.status_class === 4)),
    failed: sum(counts.filter((count) => count.status_class === 5)),
  };
}

/** Latencies of several steps are added up first. */
function toPercentiles(latencies: readonly RequestLatency[]) {
  const buckets = [...group(latencies, ({ bucket }) => bucket)]
    .map(([bucket, of]) => ({ bucket, requests: sum(of) }))
    .sort((a, b) => a.bucket - b.bucket);
  return {
    p50Milliseconds: percentile(buckets, 0.5),
    p95Milliseconds: percentile(buckets, 0.95),
    p99Milliseconds: percentile(buckets, 0.99),
  };
}

function sum(of: readonly { requests: number }[]): number {
  return of.reduce((total, { requests }) => total + requests, 0);
}

function busiestFirst(a: { requests: number }, b: { requests: number }): number {
  return b.requests - a.requests;
}

function group<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return groups;
}
