/**
 * What this process has counted since it started, in plain memory: adding costs a few nanoseconds whether anybody scrapes it or
 * not. `lib/telemetry/prometheus.ts` writes it out. Labels come from short fixed lists (route patterns, reasons, outcomes), never
 * from what a caller sent and never an organization, a key or an address.
 */
import { processSlot } from "@/lib/process-slot";
import {
  ATTEMPT_SECONDS,
  BATCH_SIZES,
  Buckets,
  REQUEST_SECONDS,
  STATEMENT_SECONDS,
} from "@/lib/telemetry/buckets";

/** The requests to one route by one method. */
export type RouteCounts = {
  route: string;
  method: string;
  byStatus: Map<StatusClass, number>;
  seconds: Buckets;
};
export type StatusClass = "1xx" | "2xx" | "3xx" | "4xx" | "5xx";

/** When a job of this process last ended well, and how often it did not. */
export type JobCounts = { lastSuccess: Date | null; failures: number };

export class Counts {
  readonly #routes = new Map<string, Map<string, RouteCounts>>();
  readonly refusals = new Map<string, number>();
  readonly claimBatches = new Buckets(BATCH_SIZES);
  readonly claimSeconds = new Buckets(STATEMENT_SECONDS);
  readonly credentialCache = { hits: 0, misses: 0 };
  /** Each transaction that is open has a connection for itself. */
  readonly transactions = { waiting: 0, open: 0 };
  readonly databaseErrors = new Map<string, number>();
  readonly webhookAttempts = new Map<string, number>();
  readonly webhookSeconds = new Buckets(ATTEMPT_SECONDS);
  readonly jobs = new Map<string, JobCounts>();

  /** One request that is over. `method` is one of ours; `reason` is of a refusal or failure, and null otherwise. */
  addRequest(route: string, method: string, status: number, reason: string | null, seconds: number): void {
    const counts = this.#route(route, method);
    addOne(counts.byStatus, statusClass(status));
    counts.seconds.observe(seconds);
    if (reason !== null) addOne(this.refusals, reason);
  }

  /** A job of housekeeping that ended, well or not. */
  addJobRun(job: string, { succeeded, at }: { succeeded: boolean; at: Date }): void {
    const counts = this.jobs.get(job) ?? { lastSuccess: null, failures: 0 };
    if (succeeded) counts.lastSuccess = at;
    else counts.failures += 1;
    this.jobs.set(job, counts);
  }

  /** Every route that was asked for, by each of its methods. */
  routeCounts(): RouteCounts[] {
    return [...this.#routes.values()].flatMap((byMethod) => [...byMethod.values()]);
  }

  #route(route: string, method: string): RouteCounts {
    let byMethod = this.#routes.get(route);
    if (byMethod === undefined) {
      byMethod = new Map();
      this.#routes.set(route, byMethod);
    }
    let known = byMethod.get(method);
    if (known === undefined) {
      known = { route, method, byStatus: new Map(), seconds: new Buckets(REQUEST_SECONDS) };
      byMethod.set(method, known);
    }
    return known;
  }
}

/** Adds to the number at `label`. */
export function addOne<Label>(numbers: Map<Label, number>, label: Label): void {
  numbers.set(label, (numbers.get(label) ?? 0) + 1);
}

const CLASSES: readonly StatusClass[] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

function statusClass(status: number): StatusClass {
  return CLASSES[Math.floor(status / 100) - 1] ?? "5xx";
}

const slot = processSlot<Counts>("counts");

/** The process's counts, which begin at its first. */
export function counts(): Counts {
  const existing = slot.get();
  if (existing !== undefined) return existing;
  const made = new Counts();
  slot.set(made);
  return made;
}

/** Begins anew; for tests. */
export function forgetCounts(): void {
  slot.set(undefined);
}
