/**
 * Buckets of latencies, each a fifth wider than the one below it: whatever lies in one is within a tenth of the value that
 * stands for it. Pure.
 */

const FIRST_MICROSECONDS = 10;
const RATIO = 1.2;
/** Holds a quarter of an hour and everything above. */
const LAST_BUCKET = 100;
const LOG_RATIO = Math.log(RATIO);

/** The bucket of a latency: 0 for up to 10 µs, n for what lies above 10 µs · 1.2ⁿ⁻¹, up to 10 µs · 1.2ⁿ. */
export function latencyBucketOf(microseconds: number): number {
  if (microseconds <= FIRST_MICROSECONDS) return 0;
  return Math.min(LAST_BUCKET, Math.ceil(Math.log(microseconds / FIRST_MICROSECONDS) / LOG_RATIO));
}

/** The milliseconds that stand for a bucket: the geometric middle of its bounds. */
export function millisecondsOfBucket(bucket: number): number {
  return (FIRST_MICROSECONDS / 1000) * RATIO ** (bucket - 0.5);
}

/** Buckets in rising order with how many requests each holds → the milliseconds within which `share` of them were answered. */
export function percentile(
  buckets: readonly { bucket: number; requests: number }[],
  share: number,
): number | null {
  const total = buckets.reduce((sum, { requests }) => sum + requests, 0);
  let passed = 0;
  for (const { bucket, requests } of buckets) {
    passed += requests;
    if (passed >= total * share) return Number(millisecondsOfBucket(bucket).toPrecision(3));
  }
  return null;
}
