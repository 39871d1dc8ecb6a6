"use client";

import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { describePermissions } from "@/lib/client/words";
import type { ApiPermission } from "@/lib/permissions";

const SHOWN = 1;

/** The first grant in words and how many more; the whole list opens on demand. */
export function PermissionSummary({ permissions }: { permissions: readonly ApiPermission[] }) {
  const phrases = describePermissions(permissions);
  if (phrases.length === 0) return <span className="text-muted-foreground">None</span>;
  if (phrases.length <= SHOWN) return <span>{phrases[0]}</span>;
  return (
    <Popover>
      <PopoverTrigger className="relative rounded-sm underline max-md:text-right md:text-left xl:whitespace-nowrap decoration-muted-foreground/50 decoration-dotted underline-offset-4 hover:decoration-foreground">
        {phrases[0]}
        <span className="text-muted-foreground"> +{phrases.length - SHOWN} more</span>
      </PopoverTrigger>
      <PopoverContent aria-label="Permissions">
        <PermissionCodes permissions={permissions} />
      </PopoverContent>
    </Popover>
  );
}

/** Every grant by its exact name. */
export function PermissionCodes({ permissions }: { permissions: readonly ApiPermission[] }) {
  if (permissions.length === 0) {
    return <p className="text-muted-foreground">None. The application can only call signature-check.</p>;
  }
  return (
    <ul className="flex flex-wrap gap-1.5">
      {permissions.map((permission) => (
        <li key={permission} className="rounded-sm bg-muted px-1.5 py-0.5 font-mono text-xs">
          {permission}
        </li>
      ))}
    </ul>
  );
}
