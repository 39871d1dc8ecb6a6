/** What the primary process and its workers tell each other. */
import type { Snapshot } from "@/lib/telemetry/worker-metrics";

/** `hand-over`: another worker has taken its place; `end`: the platform stops; `now`: and nothing is waited for any more. */
export type Leave = "hand-over" | "end" | "now";

export type ToWorker = { nuvera: "leave"; how: Leave } | { nuvera: "tell-metrics"; question: number };

export type FromWorker =
  | { nuvera: "ready" }
  | { nuvera: "metrics"; question: number; metrics: Snapshot }
  /** The last word of a worker that ends, so that its counters outlive it. */
  | { nuvera: "last-metrics"; metrics: Snapshot };

/** Other code in a process may use the channel too. */
export function isOurs(message: unknown): message is { nuvera: string } {
  return typeof message === "object" && message !== null && "nuvera" in message;
}
