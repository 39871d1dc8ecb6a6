"use client";

import { ChevronsUpDown } from "lucide-react";
import { useShell } from "@/components/shell/shell-provider";
import { usePreferences } from "@/components/shell/use-preferences";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { formatRole } from "@/lib/client/words";

/** The organization whose settings are shown; a menu only for people who belong to more than one. */
export function OrganizationSwitch() {
  const { organization, organizations } = useShell();
  const { choose, switching } = usePreferences();
  if (organizations.length < 2) {
    return (
      <div className="flex h-10 items-center gap-2.5 px-2">
        <OrganizationMark name={organization.name} />
        <span className="truncate font-medium">{organization.name}</span>
      </div>
    );
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        disabled={switching}
        aria-label={`Organization: ${organization.name}`}
        className="flex h-10 w-full items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-accent disabled:opacity-60"
      >
        <OrganizationMark name={organization.name} />
        <span className="min-w-0 flex-1 truncate font-medium">{organization.name}</span>
        <ChevronsUpDown className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel>Organizations</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={organization.id}
          onValueChange={(organizationId) => choose({ organizationId })}
        >
          {organizations.map((option) => (
            <DropdownMenuRadioItem key={option.id} value={option.id}>
              <OrganizationMark name={option.name} />
              <span className="min-w-0 flex-1 truncate">{option.name}</span>
              <span className="text-muted-foreground text-xs">{formatRole(option.role)}</span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function OrganizationMark({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="flex size-6 shrink-0 items-center justify-center rounded-md bg-foreground font-semibold text-background text-xs"
    >
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}
