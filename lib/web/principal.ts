import type { Session } from "@/lib/auth/session";
import { fromPublicId } from "@/lib/ids";
import { permissionsOfOperatorRole, permissionsOfRole } from "@/lib/permissions";
import type { OperatorPrincipal, UserPrincipal } from "@/lib/principal";
import type { Environment } from "@/lib/schemas/common";

/** The person as a member of this organization, or `null` for people who are none, customers and staff included. */
export function toUserPrincipal(
  session: Session,
  organizationId: string,
  environment: Environment,
): UserPrincipal | null {
  const uuid = fromPublicId("organization", organizationId);
  const membership = session.memberships.find((candidate) => candidate.organizationId === uuid);
  if (session.kind !== "PARTNER" || membership === undefined) return null;
  return {
    kind: "user",
    organizationId: membership.organizationId,
    environment,
    userId: session.userId,
    sessionId: session.sessionId,
    displayName: session.displayName,
    role: membership.role,
    permissions: permissionsOfRole(membership.role),
    proof: session.proof,
  };
}

/** The person as operator staff at work in this organization (its bare UUID), or `null` for everybody else. */
export function toOperatorPrincipal(
  session: Session,
  organizationId: string,
  environment: Environment,
): OperatorPrincipal | null {
  if (session.kind !== "OPERATOR" || session.operatorRole === null) return null;
  return {
    kind: "operator",
    organizationId,
    environment,
    userId: session.userId,
    sessionId: session.sessionId,
    displayName: session.displayName,
    role: session.operatorRole,
    permissions: permissionsOfOperatorRole(session.operatorRole),
    proof: session.proof,
  };
}
