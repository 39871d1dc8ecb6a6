import { ApiError } from "@/lib/errors";
import type { OperationContext } from "@/lib/operations/operation";
import { type ApiPermission, missingPermissions } from "@/lib/permissions";

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

/** Whether one of them lets a service change something: such a grant wants a fresh proof of who gives it. */
export function hasWrite(permissions: readonly ApiPermission[]): boolean {
  return permissions.some((permission) => permission.endsWith("_WRITE"));
}
