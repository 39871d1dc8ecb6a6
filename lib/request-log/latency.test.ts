import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latencyBucketOf, millisecondsOfBucket, percentile } from "@/lib/request-log/latency";

describe("a bucket of latencies", () => {
  it("stands for a value within a tenth of what lies in it", () => {
    fc.assert(
      fc.property(fc.double({ min: 10.1, max: 6e8, noNaN: true }), (microseconds) => {
        const shown = millisecondsOfBucket(latencyBucketOf(microseconds)) * 1000;
        expect(Math.abs(shown / microseconds - 1)).toBeLessThan(0.1);
      }),
    );
  });

  it("holds whatever is quicker or slower than can be told apart", () => {
    expect(latencyBucketOf(0)).toBe(0);
    expect(latencyBucketOf(1e15)).toBe(latencyBucketOf(1e16));
  });
});

describe("a percentile", () => {
  it("is of the bucket in which the share is reached, and of nothing there is none", () => {
    const buckets = [
      { bucket: 10, requests: 95 },
      { bucket: 40, requests: 5 },
    ];
    const shown = (bucket: number) => Number(millisecondsOfBucket(bucket).toPrecision(3));
    expect(percentile(buckets, 0.95)).toBe(shown(10));
    expect(percentile(buckets, 0.99)).toBe(shown(40));
    expect(percentile([], 0.5)).toBeNull();
  });
});
