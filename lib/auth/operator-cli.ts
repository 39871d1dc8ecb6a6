/** The deployment's operator, who has proven nothing but that they may read its secrets: that is enough. */
import { newUuid, toPublicId } from "@/lib/ids";
import type { CallOrigin } from "@/lib/operations/operation";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import type { OperatorCliPrincipal } from "@/lib/principal";
import type { Environment } from "@/lib/schemas/common";

/** The operator, acting in one organization (its bare UUID) and environment. */
export function operatorCli(organizationId: string, environment: Environment): OperatorCliPrincipal {
  return { kind: "operator_cli", organizationId, environment, permissions: ALL_PERMISSIONS };
}

/** A command has no address, but an id under which the audit history names it. */
export function operatorCliOrigin(): CallOrigin {
  return { requestId: toPublicId("request", newUuid()), address: null, userAgent: null };
}
