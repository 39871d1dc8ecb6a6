/**
 * The metrics of several worker processes as those of one: counters and histograms are sums, and what a worker has counted
 * stays when it is gone, so that no counter ever falls.
 */
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue, Registry } from "prom-client";
import type { MetricsSource } from "@/lib/telemetry/metrics-server";

type Value = MetricValue<string> & { metricName?: string };
/** The metrics of one process, as its registry gives them. */
export type Snapshot = MetricObjectWithValues<Value>[];

const LASTING: ReadonlySet<unknown> = new Set(["counter", "histogram"]);

export class WorkerMetrics implements MetricsSource {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  /** Asks the living workers; whoever has them provides it. */
  ask: () => Promise<ReadonlyMap<number, Snapshot>> = async () => new Map();
  readonly #last = new Map<number, Snapshot>();
  readonly #gone = new Set<number>();
  /** What those counted that are gone. */
  #departed: Snapshot = [];

  /** Remembers what this worker told last; of one that is gone, that was told before. */
  keep(worker: number, metrics: Snapshot): void {
    if (!this.#gone.has(worker)) this.#last.set(worker, metrics.map(withLabels));
  }

  /** The worker is gone: what it counted last is kept, and what it was (its memory, its connections) is not. */
  depart(worker: number): void {
    const last = this.#last.get(worker) ?? [];
    this.#last.delete(worker);
    this.#gone.add(worker);
    this.#departed = addUp([...this.#departed, ...last.filter(({ type }) => LASTING.has(type))]);
  }

  /** Prometheus' text format. Of a worker that does not answer, what it told before. */
  async metrics(): Promise<string> {
    for (const [worker, metrics] of await this.ask()) this.keep(worker, metrics);
    return AggregatorRegistry.aggregate([...this.#last.values(), this.#departed]).metrics();
  }
}

/** The library tells values apart by their labels, and wants some. */
function withLabels(metric: Snapshot[number]): Snapshot[number] {
  return { ...metric, values: metric.values.map((value) => ({ ...value, labels: value.labels ?? {} })) };
}

/** Metrics of one name become one, and values of the same labels their sum. */
function addUp(metrics: Snapshot): Snapshot {
  const sums = new Map<string, { metric: Snapshot[number]; values: Map<string, Value> }>();
  for (const metric of metrics) {
    const sum = sums.get(metric.name) ?? { metric, values: new Map<string, Value>() };
    sums.set(metric.name, sum);
    for (const value of metric.values) {
      const key = JSON.stringify([value.metricName, Object.entries(value.labels).sort()]);
      const before = sum.values.get(key)?.value ?? 0;
      sum.values.set(key, { ...value, value: before + value.value });
    }
  }
  return [...sums.values()].map(({ metric, values }) => ({ ...metric, values: [...values.values()] }));
}
