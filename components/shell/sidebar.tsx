"use client";

import type { ReactNode } from "react";
import { EnvironmentSwitch } from "@/components/shell/environment-switch";
import { MainNav } from "@/components/shell/nav";
import { OrganizationSwitch } from "@/components/shell/organization-switch";
import { useShell } from "@/components/shell/shell-provider";
import { UserMenu } from "@/components/shell/user-menu";

/** What the partner's sidebar and the menu sheet of small screens both hold. */
export function SidebarContent({ onNavigate }: { onNavigate?: () => void }) {
  const { user, role } = useShell();
  return (
    <SidebarColumn
      top={
        <div className="flex flex-col gap-3 p-3">
          <OrganizationSwitch />
          <EnvironmentSwitch />
        </div>
      }
      nav={<MainNav onNavigate={onNavigate} />}
      bottom={<UserMenu user={user} role={role} />}
    />
  );
}

type SidebarColumnProps = { top?: ReactNode; nav: ReactNode; bottom: ReactNode };

/** The navigation scrolls; what is above and below it stays. */
export function SidebarColumn({ top, nav, bottom }: SidebarColumnProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {top}
      <div className="min-h-0 flex-1 overflow-y-auto px-3 py-1">{nav}</div>
      <div className="border-border border-t p-3">{bottom}</div>
    </div>
  );
}
