/** Since when an application has each of its permissions, and when it last used it. */
import type { ApplicationRow } from "@/db/queries/applications";
import { listPermissionGrants, listPermissionUse, type PermissionGrant } from "@/db/queries/usage";
import { toPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import type { PermissionUse } from "@/lib/permission-use";

type UseRows = Awaited<ReturnType<typeof listPermissionUse>>;

/** One application's. */
export async function loadPermissionUse(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  application: ApplicationRow,
): Promise<PermissionUse[]> {
  const [uses, grants] = await Promise.all([
    listPermissionUse(tx, scope.organizationId, [application.id]),
    listPermissionGrants(tx, scope.organizationId, toPublicId("application", application.id)),
  ]);
  return permissionUseOf(application, uses, grants);
}

/** The same from rows of several applications; what was granted by no change of the permissions is as old as the application. */
export function permissionUseOf(
  { id, permissions, createdAt }: ApplicationRow,
  uses: UseRows,
  grants: readonly PermissionGrant[],
): PermissionUse[] {
  const publicId = toPublicId("application", id);
  return permissions.map((permission) => ({
    permission,
    grantedAt:
      grants.find((grant) => grant.applicationId === publicId && grant.permission === permission)
        ?.grantedAt ?? createdAt,
    lastUsedAt:
      uses.find((use) => use.applicationId === id && use.permission === permission)?.lastUsedAt ?? null,
  }));
}
