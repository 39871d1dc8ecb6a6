/** Working off the subjects that are due, over all organizations, and tidying up after imports. */
import { setTimeout as sleep } from "node:timers/promises";
import { type DueSubject, listDueSubjects, postponeScreening } from "@/db/queries/screening";
import { newUuid, toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { runOperation } from "@/lib/operations/run";
import { tidyWatchlists } from "@/lib/operations/screening/remove-left-versions";
import { rescreenSubject } from "@/lib/operations/screening/rescreen";
import type { Permission } from "@/lib/permissions";
import type { SystemPrincipal } from "@/lib/principal";
import { repeat } from "@/lib/repeat";
import type { Runtime } from "@/lib/runtime";

const INTERVAL_MILLISECONDS = 15_000;
const TIDYING_INTERVAL_MILLISECONDS = 300_000;
const BATCH = 100;
const RETRY_MILLISECONDS = 10 * 60_000;
/** Of each search's time, so that a whole list of subjects leaves the database to those who wait for an answer. */
const PAUSE_SHARE = 0.5;

const PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>(["REVIEWS_READ", "REVIEWS_WRITE"]);

/** Starts both; the returned function ends them after the subject in progress. */
export function startScreeningJob(runtime: Runtime): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const jobs = [
    repeat(
      {
        name: "screening",
        milliseconds: INTERVAL_MILLISECONDS,
        failure: "subjects that are due were not screened, which will be tried again",
        run: async () => {
          await screenDueSubjects(runtime, signal);
        },
      },
      signal,
    ),
    repeat(
      {
        milliseconds: TIDYING_INTERVAL_MILLISECONDS,
        failure: "what imports of watchlists left was not removed, which will be tried again",
        run: () => tidyWatchlists(runtime),
      },
      signal,
    ),
  ];
  return async () => {
    stopping.abort();
    await Promise.all(jobs);
  };
}

/**
 * Screens every subject that is due, each in a transaction of its own, and gives how many there were. Several processes do
 * it side by side; one that fails is tried again later and holds up no other.
 */
export async function screenDueSubjects(runtime: Runtime, stopping?: AbortSignal): Promise<number> {
  let screened = 0;
  for (;;) {
    const due = await listDueSubjects(runtime.database, { now: runtime.clock(), limit: BATCH });
    let progress = 0;
    for (const subject of shuffled(due, runtime)) {
      if (stopping?.aborted) return screened;
      const begun = performance.now();
      if (await screenOne(runtime, subject)) progress += 1;
      if (stopping !== undefined) await sleep((performance.now() - begun) * PAUSE_SHARE);
    }
    screened += progress;
    // What somebody else is at is not waited for.
    if (progress === 0) return screened;
  }
}

/** True when it is no longer due. */
async function screenOne(
  runtime: Runtime,
  { id, organizationId, environment }: DueSubject,
): Promise<boolean> {
  const { database, clock } = runtime;
  const principal: SystemPrincipal = {
    kind: "system",
    organizationId,
    environment,
    name: "Screening",
    permissions: PERMISSIONS,
  };
  const origin = { requestId: toPublicId("request", newUuid()), address: null, userAgent: null };
  try {
    const { outcome } = await runOperation(runtime, principal, rescreenSubject, { subjectUuid: id }, origin);
    return outcome !== "skipped";
  } catch (error) {
    const subject = toPublicId("screeningSubject", id);
    logError("a subject was not screened, which will be tried again", error, { subject });
    const retryAfter = new Date(clock().getTime() + RETRY_MILLISECONDS);
    await postponeScreening(database, { id, organizationId, environment }, retryAfter);
    return true;
  }
}

/** Processes that look at the same moment see the same subjects; in an order of their own they seldom meet. */
function shuffled<Item>(items: readonly Item[], { randomBytes }: Runtime): Item[] {
  return items
    .map((item) => ({ item, place: Buffer.from(randomBytes(6)).readUIntBE(0, 6) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
