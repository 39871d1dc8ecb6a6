import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { type Snapshot, WorkerMetrics } from "@/lib/telemetry/worker-metrics";

/** What a worker says that has answered so many requests. */
async function saidAfter(requests: number): Promise<Snapshot> {
  const registry = new Registry();
  const registers = [registry];
  const answered = new Counter({ name: "answered_total", help: "h", labelNames: ["route"], registers });
  answered.inc({ route: "/a" }, requests);
  new Gauge({ name: "connections", help: "h", registers }).set(20);
  new Histogram({ name: "seconds", help: "h", buckets: [1], registers }).observe(requests);
  return registry.getMetricsAsJSON();
}

describe("metrics of several workers", () => {
  const metrics = new WorkerMetrics();
  const lines = async () => (await metrics.metrics()).split("\n");

  it("are sums", async () => {
    metrics.ask = async () =>
      new Map([
        [1, await saidAfter(3)],
        [2, await saidAfter(4)],
      ]);
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'answered_total{route="/a"} 7',
        "connections 40",
        'seconds_bucket{le="+Inf"} 2',
        "seconds_sum 7",
      ]),
    );
  });

  it("keep the counters of one that is gone, and nothing else of it", async () => {
    const late = await saidAfter(5);
    metrics.keep(1, late);
    metrics.depart(1);
    // What was on its way when it ended is not counted again.
    metrics.ask = async () =>
      new Map([
        [1, late],
        [2, await saidAfter(4)],
      ]);
    const expected = ['answered_total{route="/a"} 9', "connections 20", "seconds_sum 9"];
    expect(await lines()).toEqual(expect.arrayContaining(expected));
    metrics.depart(2);
    metrics.ask = async () => new Map([[3, await saidAfter(1)]]);
    expect(await lines()).toEqual(
      expect.arrayContaining(['answered_total{route="/a"} 10', "connections 20"]),
    );
  });

  it("stand as they were while a worker does not answer", async () => {
    metrics.ask = async () => new Map();
    expect(await lines()).toContain('answered_total{route="/a"} 10');
  });
});
