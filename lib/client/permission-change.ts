/** Changes of an application's permissions before they are saved: what is gained, what is lost, what was in use. Pure. */
import { formatRelative, formatSpan } from "@/lib/client/time";
import { joinWords, PERMISSION_AREAS } from "@/lib/client/words";
import { UNUSED_AFTER_DAYS } from "@/lib/permission-use";
import { type ApiPermission, readNeededBy, sortPermissions } from "@/lib/permissions";

/** The set with one more grant; a write brings its read. */
export function withGrant(granted: readonly ApiPermission[], permission: ApiPermission): ApiPermission[] {
  const read = readNeededBy(permission);
  return sortPermissions(read === null ? [...granted, permission] : [...granted, read, permission]);
}

/** The set with one grant less; a read takes its write with it. */
export function withoutGrant(granted: readonly ApiPermission[], permission: ApiPermission): ApiPermission[] {
  return sortPermissions(
    granted.filter((other) => other !== permission && readNeededBy(other) !== permission),
  );
}

export type PermissionChange = { added: ApiPermission[]; removed: ApiPermission[] };

/** What saving would change. */
export function permissionChange(
  before: readonly ApiPermission[],
  after: readonly ApiPermission[],
): PermissionChange {
  return {
    added: sortPermissions(after.filter((permission) => !before.includes(permission))),
    removed: sortPermissions(before.filter((permission) => !after.includes(permission))),
  };
}

/** `Bank accounts that payments go to.` with `read` or `write`: what a permission is about, in words. */
export function explainPermission(permission: ApiPermission): string {
  const area = PERMISSION_AREAS.find(({ read, write }) => read === permission || write === permission);
  if (area === undefined) return permission;
  if (area.write === permission) return `Change: ${area.help}`;
  // What an area says of writing is no part of reading it.
  return `Read: ${area.help.replace(/ Write .*$/, "")}`;
}

/** `Payments worker gains PAYMENTS_WRITE and loses CRYPTO_READ`. */
export function describeChange(applicationName: string, { added, removed }: PermissionChange): string {
  const parts = [
    added.length > 0 ? `gains ${joinWords(added)}` : null,
    removed.length > 0 ? `loses ${joinWords(removed)}` : null,
  ].filter((part) => part !== null);
  return `${applicationName} ${joinWords(parts)}`;
}

const UNUSED_MS = UNUSED_AFTER_DAYS * 86_400_000;

/** `used 2 h ago`, `granted, not used for 90 days`, `never used`. */
export function describePermissionUse(lastUsedAt: string | null, now: number): string {
  if (lastUsedAt === null) return "never used";
  const silence = now - Date.parse(lastUsedAt);
  if (silence >= UNUSED_MS) return `granted, not used for ${Math.floor(silence / 86_400_000)} days`;
  // Within 90 days a span says more than the date that lists show after 30.
  if (silence > UNUSED_MS / 3) return `used ${formatSpan(silence)} ago`;
  return `used ${formatRelative(lastUsedAt, now)}`;
}
