"use client";

import { useNow } from "@/components/clock";
import { describePermissionUse } from "@/lib/client/permission-change";
import { formatExactUtc } from "@/lib/client/time";
import type { PERMISSION_AREAS } from "@/lib/client/words";
import type { ApiPermission } from "@/lib/permissions";
import type { ApplicationUsage } from "@/lib/schemas/application";

type PermissionUseProps = {
  area: (typeof PERMISSION_AREAS)[number];
  granted: readonly ApiPermission[];
  usage: ApplicationUsage | undefined;
};

/** `Read used 2 h ago · Write granted, not used for 90 days`: what a reduction can go by. */
export function PermissionUse({ area, granted, usage }: PermissionUseProps) {
  const now = useNow();
  if (usage === undefined) return null;
  const lines = [area.read, area.write].flatMap((permission) => {
    if (permission === null || !granted.includes(permission)) return [];
    const lastUsedAt = usage.permissions.find((use) => use.permission === permission)?.lastUsedAt ?? null;
    return [{ permission, label: permission === area.read ? "Read" : "Write", lastUsedAt }];
  });
  if (lines.length === 0) return null;
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 text-[0.8125rem] tabular-nums">
      {lines.map(({ permission, label, lastUsedAt }) => (
        <span key={permission} title={lastUsedAt === null ? undefined : formatExactUtc(lastUsedAt)}>
          {label}: <span className="text-muted-foreground">{describePermissionUse(lastUsedAt, now)}</span>
        </span>
      ))}
    </p>
  );
}
