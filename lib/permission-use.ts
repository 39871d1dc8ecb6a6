/** Which permissions of an application nobody would miss. Pure: shared by operations and pages. */
import { type ApiPermission, readNeededBy } from "@/lib/permissions";

/** Granted for this long and not used for this long: time to take it away. */
export const UNUSED_AFTER_DAYS = 90;
const UNUSED_AFTER_MILLISECONDS = UNUSED_AFTER_DAYS * 86_400_000;

export type PermissionUse = {
  permission: ApiPermission;
  /** When the application got it; the last time, where it was without it for a while. */
  grantedAt: Date;
  lastUsedAt: Date | null;
};

/** The granted permissions that were not used for ninety days, but for reads that a write which is kept needs. */
export function unusedPermissions(granted: readonly PermissionUse[], now: Date): ApiPermission[] {
  const idle = granted.filter((use) => isIdle(use, now)).map(({ permission }) => permission);
  const kept = granted.map(({ permission }) => permission).filter((permission) => !idle.includes(permission));
  const needed = kept.map(readNeededBy);
  return idle.filter((permission) => !needed.includes(permission));
}

function isIdle({ grantedAt, lastUsedAt }: PermissionUse, now: Date): boolean {
  const since = Math.max(grantedAt.getTime(), lastUsedAt?.getTime() ?? 0);
  return now.getTime() - since >= UNUSED_AFTER_MILLISECONDS;
}
