/**
 * The sandbox simulator at work: takes up the steps that are due and does them as the system in each organization.
 * Several processes do it side by side: each step is claimed by one of them, for a time that a healthy step never takes;
 * who dies over a step leaves it to the next.
 */
import { type ClaimedStep, claimDueSteps, endSteps, postponeStep } from "@/db/queries/simulator";
import { ApiError } from "@/lib/errors";
import { logError } from "@/lib/log";
import { simulatorPrincipal } from "@/lib/operations/sandbox/handler";
import { SIMULATOR_HANDLERS } from "@/lib/operations/sandbox/handlers";
import type { Runtime } from "@/lib/runtime";

/** Beside the requests, which share the connections. */
const AT_ONCE = 4;
/** Longer than any statement may run. */
const LEASE_MILLISECONDS = 20_000;
const MAXIMUM_ATTEMPTS = 8;
const LONGEST_WAIT_SECONDS = 60;

/** Refusals which say that there is nothing left to do: somebody decided meanwhile, or the sandbox was emptied. */
const OVERTAKEN = ["not_found", "wrong_status"];

/** Does every step that is due, also those that become due meanwhile. Throws where the database cannot be asked. */
export async function runSimulatorOnce(runtime: Runtime, stopping?: AbortSignal): Promise<void> {
  let claimed: ClaimedStep[];
  do {
    const now = runtime.clock();
    const leasedUntil = new Date(now.getTime() + LEASE_MILLISECONDS);
    claimed = await claimDueSteps(runtime.database, { now, leasedUntil, limit: AT_ONCE });
    const isOver = await Promise.all(claimed.map((step) => doStep(runtime, step)));
    const over = claimed.filter((_, index) => isOver[index]).map(({ id }) => id);
    await endSteps(runtime.database, over);
  } while (claimed.length > 0 && stopping?.aborted !== true);
}

/** Whether the step is over: done, overtaken or given up. Otherwise it is planned for later. Does not throw. */
async function doStep(
  runtime: Runtime,
  { id, organizationId, step, entityId, attempts }: ClaimedStep,
): Promise<boolean> {
  try {
    const handle = SIMULATOR_HANDLERS.get(step);
    // A newer version of the platform may plan what this one does not know.
    if (handle === undefined) throw new Error("This version knows no such step.");
    await handle(runtime, simulatorPrincipal(organizationId), entityId);
    return true;
  } catch (error) {
    if (isOvertaken(error)) return true;
    const facts = { step, entityId, attempts };
    if (attempts >= MAXIMUM_ATTEMPTS) {
      logError("a step of the sandbox simulator failed for the last time and is given up", error, facts);
      return true;
    }
    logError("a step of the sandbox simulator failed and will be tried again", error, facts);
  }
  const dueAt = new Date(runtime.clock().getTime() + waitAfter(attempts));
  // Where this fails too, it is tried again when the lease ends.
  await postponeStep(runtime.database, id, dueAt).catch((error: unknown) =>
    logError("a step of the sandbox simulator was not postponed", error, { step, entityId }),
  );
  return false;
}

function isOvertaken(error: unknown): boolean {
  return error instanceof ApiError && OVERTAKEN.includes(error.reason);
}

/** 2, 4, 8, … seconds, at most a minute. */
function waitAfter(attempts: number): number {
  return Math.min(2 ** attempts, LONGEST_WAIT_SECONDS) * 1000;
}
