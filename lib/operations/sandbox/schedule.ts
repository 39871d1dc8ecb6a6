/** Asking the sandbox simulator for something, in the transaction that calls for it. */
import { simulatorSteps } from "@/db/schema";
import { newUuid } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import type { SimulatorStep } from "@/lib/schemas/simulator";

/**
 * Has the simulator do `step` with the row `entityId` (its UUID) in `afterSeconds` seconds. A step of the same kind that
 * waits for the same row is moved to the new time. Does nothing in production.
 */
export async function scheduleSimulatorStep(
  { tx, scope, now }: Pick<TransactionContext, "tx" | "scope" | "now">,
  step: SimulatorStep,
  entityId: string,
  afterSeconds: number,
): Promise<void> {
  if (scope.environment !== "sandbox") return;
  // A new id with the new time: whoever is at work on the step as it was ends that one, and not this.
  const planned = {
    id: newUuid(),
    dueAt: new Date(now.getTime() + afterSeconds * 1000),
    createdAt: now,
    attempts: 0,
  };
  await tx
    .insert(simulatorSteps)
    .values({ ...scope, step, entityId, ...planned })
    .onConflictDoUpdate({ target: [simulatorSteps.step, simulatorSteps.entityId], set: planned });
}
