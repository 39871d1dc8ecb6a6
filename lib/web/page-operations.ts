/** Operations called by server components while they render: same checks as through any other door. */
import type { z } from "zod";
import { currentWire, originOf } from "@/lib/api/wire";
import { notFound } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import { runtime } from "@/lib/runtime";
import { currentSession } from "@/lib/web/current-session";
import { toUserPrincipal } from "@/lib/web/principal";
import type { ShellContext } from "@/lib/web/shell-context";

/** Runs `operation` as the person looking at the page. Throws `ApiError` as `runOperation` does. */
export async function callOperation<Input extends z.ZodType, Output extends z.ZodType>(
  shell: ShellContext,
  operation: Operation<Input, Output>,
  input: z.input<Input>,
): Promise<z.output<Output>> {
  const session = await currentSession();
  const principal =
    session === null ? null : toUserPrincipal(session, shell.organization.id, shell.environment);
  if (principal === null) throw notFound("organization");
  const wire = currentWire();
  const origin =
    wire === null
      ? { requestId: toPublicId("request", newUuid()), address: null, userAgent: null }
      : originOf(wire);
  return runOperation(runtime(), principal, operation, input, origin);
}
