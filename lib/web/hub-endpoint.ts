/**
 * The hub's door: operator staff call operations in any organization. Whoever is not staff gets the answer of a path
 * that does not exist; staff without one-time codes are told to set them up first; every change says why.
 */
import type { z } from "zod";
import { partnerOrganizationExists } from "@/db/queries/locate";
import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import type { Session } from "@/lib/auth/session";
import { ApiError, noSuchPath, notFound, validationFailed } from "@/lib/errors";
import { fromPublicId, OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { recordOperatorRead } from "@/lib/operations/operator-reads";
import { requirePermission, runOperation } from "@/lib/operations/run";
import type { OperatorPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";
import type { Environment } from "@/lib/schemas/common";
import { toOperatorPrincipal } from "@/lib/web/principal";
import { handleWithSession, readCall, splitPath } from "@/lib/web/session-endpoint";

type RouteContext = { params: Promise<Record<string, string>> };

type HubEndpointOptions = {
  status?: 200 | 201;
  /** `"deployment"`: about no organization, and so in the operator's own. */
  place?: "deployment";
  /** `"optional"`: the change explains itself, as an answer to a partner does. */
  reason?: "optional";
};

/** Wraps an operation for `app/api/ui/hub/…`. */
export function hubEndpoint<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  options: HubEndpointOptions = {},
): (request: Request, context: RouteContext) => Promise<Response> {
  return (request, context) =>
    handleWithSession(request, async ({ runtime, wire, session }) => {
      requireStaff(session);
      // The framework promises an object, and gives none to paths without a parameter.
      const parameters = (await context.params) ?? {};
      const { principal, pathParameters } =
        options.place === "deployment"
          ? { principal: staffAt(session, OPERATOR_ORGANIZATION_ID, "sandbox"), pathParameters: parameters }
          : await atOrganization(runtime, session, parameters, operation);
      // Before anything is read or recorded: who may not do this has not looked at anything either.
      requirePermission(principal, operation.permission);
      const { input, reason } = await readCall(request, wire, pathParameters);
      const origin = originOf(wire);
      if (operation.access === "write" && reason === null && options.reason !== "optional") {
        throw validationFailed([{ path: "reason", message: "Say why: it stands in the partner's history." }]);
      }
      if (options.place !== "deployment") await recordOperatorRead(runtime, principal, origin);
      const output = await runOperation(runtime, principal, operation, input, origin, reason);
      return jsonResponse(options.status ?? 200, output, wire.requestId);
    });
}

/** Throws 404 for everybody but staff, and 403 for staff who have not set up one-time codes. */
export function requireStaff(session: Session): void {
  if (session.kind !== "OPERATOR" || session.operatorRole === null) {
    throw noSuchPath();
  }
  if (!session.proof.hasSecondFactor) {
    throw new ApiError(
      "forbidden",
      "second_factor_required",
      "Staff sign in with a one-time code. Set it up under Security first.",
    );
  }
}

/** The member of staff at work in the organization with this UUID. */
export function staffAt(
  session: Session,
  organizationId: string,
  environment: Environment,
): OperatorPrincipal {
  const principal = toOperatorPrincipal(session, organizationId, environment);
  if (principal === null) throw noSuchPath();
  return principal;
}

/** The member of staff at work in the partner organization that the path names; throws 404 where there is none. */
export async function atOrganization(
  runtime: Runtime,
  session: Session,
  parameters: Record<string, string>,
  operation: Pick<Operation, "reach">,
): Promise<{ principal: OperatorPrincipal; pathParameters: Record<string, string> }> {
  const { place, pathParameters } = splitPath(parameters, operation);
  const uuid = place === null ? null : fromPublicId("organization", place.organizationId);
  if (place === null || uuid === null || !(await partnerOrganizationExists(runtime.database, uuid))) {
    throw notFound("organization");
  }
  return { principal: staffAt(session, uuid, place.environment), pathParameters };
}
