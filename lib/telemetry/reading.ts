/** Metrics whose values are read when somebody asks, out of numbers that are kept elsewhere. */
import type { Metric, Registry } from "prom-client";
import type { Buckets } from "@/lib/telemetry/buckets";

export type Labels = Record<string, string>;
/** `metricName`: where it is another than the metric's, as of the parts of a histogram. */
export type Sample = { value: number; labels?: Labels; metricName?: string };

export type Reading = {
  name: string;
  help: string;
  type: "counter" | "gauge" | "histogram";
  /** What a value of several worker processes together is; their sum unless it is said. */
  together?: "max" | "min";
  read: () => Sample[] | Promise<Sample[]>;
};

export function register(registry: Registry, readings: readonly Reading[]): void {
  for (const { name, help, type, together: aggregator = "sum", read } of readings) {
    const kind = { name, help, type, aggregator };
    const metric = { ...kind, get: async () => ({ ...kind, values: await read() }) };
    // The registry asks a metric for its name and for what `get` gives; its type also has what only its own classes need.
    registry.registerMetric(metric as unknown as Metric);
  }
}

/** As Prometheus' text format has histograms: cumulative, and the sum and number of all values. */
export function histogramSamples(name: string, buckets: Buckets, labels: Labels = {}): Sample[] {
  let below = 0;
  const cumulative = buckets.counts.map((count, index) => {
    below += count;
    const le = buckets.bounds[index];
    return {
      metricName: `${name}_bucket`,
      labels: { ...labels, le: le === undefined ? "+Inf" : String(le) },
      value: below,
    };
  });
  return [
    ...cumulative,
    { metricName: `${name}_sum`, labels, value: buckets.sum },
    { metricName: `${name}_count`, labels, value: below },
  ];
}

/** One sample for each entry of a map of numbers. */
export function samplesBy(label: string, numbers: ReadonlyMap<string, number>): Sample[] {
  return [...numbers].map(([name, value]) => ({ value, labels: { [label]: name } }));
}
