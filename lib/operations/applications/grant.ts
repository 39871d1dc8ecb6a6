import { ApiError } from "@/lib/errors";
import type { OperationContext } from "@/lib/operations/operation";
import { type ApiPermission, missingPermissions } from "@/lib/permissions";
import { isOperator } from "@/lib/principal";

/** Nobody grants an application what they do not hold themselves; throws 403 listing what is missing. */
export function requireMayGrant(
  { principal }: Pick<OperationContext, "principal">,
  wanted: readonly ApiPermission[],
): void {
  const missing = missingPermissions(wanted, principal.permissions);
  if (missing.length === 0) return;
  throw new ApiError(
    "forbidden",
    "permission_missing",
    `You can grant only permissions that you hold yourself. Missing: ${missing.join(", ")}.`,
    { required: missing, missing },
  );
}

/**
 * Whoever gets hold of a credential, or sets whose private key signs, can do what the application may: nobody gets more
 * than they hold themselves that way. Throws 403 listing what is missing. Staff replace public keys for partners, and
 * never see an API key.
 */
export function requireMayHoldCredential(
  { principal }: Pick<OperationContext, "principal">,
  { permissions }: { permissions: readonly ApiPermission[] },
): void {
  if (isOperator(principal)) return;
  const missing = missingPermissions(permissions, principal.permissions);
  if (missing.length === 0) return;
  throw new ApiError(
    "forbidden",
    "permission_missing",
    `This application may do what you may not: ${missing.join(", ")}. An owner or admin can do this.`,
    { required: missing, missing },
  );
}

/** Whether one of them lets a service change something: such a grant wants a fresh proof of who gives it. */
export function hasWrite(permissions: readonly ApiPermission[]): boolean {
  return permissions.some((permission) => permission.endsWith("_WRITE"));
}
