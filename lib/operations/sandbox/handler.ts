/** What a step of the sandbox simulator is written as, and as whom the simulator acts. */
import type { z } from "zod";
import { newUuid, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import type { Permission } from "@/lib/permissions";
import type { SystemPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";

/**
 * Does one step with the row `entityId` (its UUID). It decides by the rows as they are now, through the operations that
 * staff use too. A refusal `not_found` or `wrong_status` means that there is nothing left to do; after any other error
 * the step is tried again.
 */
export type SimulatorHandler = (
  runtime: Runtime,
  principal: SystemPrincipal,
  entityId: string,
) => Promise<void>;

/** What staff who review, settle and answer hold, and nothing besides. */
const SIMULATOR_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([
  "REVIEWS_READ",
  "REVIEWS_WRITE",
  "SETTLEMENTS_WRITE",
  "TICKETS_ANSWER",
]);

/** The simulator at work in the sandbox of the organization with this UUID. */
export function simulatorPrincipal(organizationId: string): SystemPrincipal {
  return {
    kind: "system",
    organizationId,
    environment: "sandbox",
    name: "Sandbox simulator",
    permissions: SIMULATOR_PERMISSIONS,
  };
}

/** Runs `operation` as the simulator; it comes from no address. `reason` is what staff would have to say. */
export function runAsSimulator<Input extends z.ZodType, Output extends z.ZodType>(
  runtime: Runtime,
  principal: SystemPrincipal,
  operation: Operation<Input, Output>,
  input: z.input<Input>,
  reason: string | null = null,
): Promise<z.output<Output>> {
  const origin = { requestId: toPublicId("request", newUuid()), address: null, userAgent: null };
  return runOperation(runtime, principal, operation, input, origin, reason);
}
