/** Operations called by server components while they render: same checks as through any other door. */
import type { z } from "zod";
import { partnerOrganizationExists } from "@/db/queries/locate";
import { currentWire, originOf } from "@/lib/api/wire";
import { notFound } from "@/lib/errors";
import { fromPublicId, newUuid, OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import type { CallOrigin, Operation } from "@/lib/operations/operation";
import { recordOperatorRead } from "@/lib/operations/operator-reads";
import { requirePermission, runOperation } from "@/lib/operations/run";
import { runtime } from "@/lib/runtime";
import type { Environment } from "@/lib/schemas/common";
import { currentSession } from "@/lib/web/current-session";
import { requireStaff, staffAt } from "@/lib/web/hub-endpoint";
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
  return runOperation(runtime(), principal, operation, input, currentOrigin());
}

/** Where a hub page reads: in a partner's organization, or about no organization in the operator's own. */
export type HubPlace = { organizationId: string; environment?: Environment } | "deployment";

/**
 * Runs a read `operation` as the member of staff looking at the page. What is read of a partner's organization stands
 * in that organization's history, as through the hub's endpoints. Throws `ApiError` as `runOperation` does.
 */
export async function callHubOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  place: HubPlace,
  input: z.input<Input>,
): Promise<z.output<Output>> {
  const session = await currentSession();
  if (session === null) throw notFound("session");
  requireStaff(session);
  const origin = currentOrigin();
  if (place === "deployment") {
    const principal = staffAt(session, OPERATOR_ORGANIZATION_ID, "sandbox");
    return runOperation(runtime(), principal, operation, input, origin);
  }
  const uuid = fromPublicId("organization", place.organizationId);
  if (uuid === null || !(await partnerOrganizationExists(runtime().database, uuid))) {
    throw notFound("organization");
  }
  const principal = staffAt(session, uuid, place.environment ?? "sandbox");
  requirePermission(principal, operation.permission);
  await recordOperatorRead(runtime(), principal, origin);
  return runOperation(runtime(), principal, operation, input, origin);
}

function currentOrigin(): CallOrigin {
  const wire = currentWire();
  if (wire !== null) return originOf(wire);
  return { requestId: toPublicId("request", newUuid()), address: null, userAgent: null };
}
