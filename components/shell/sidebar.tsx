"use client";

import { EnvironmentSwitch } from "@/components/shell/environment-switch";
import { MainNav } from "@/components/shell/nav";
import { OrganizationSwitch } from "@/components/shell/organization-switch";
import { UserMenu } from "@/components/shell/user-menu";

/** What the sidebar and the menu sheet of small screens both hold. */
export function SidebarContent({ onNavigate }: { onNavigate?: () => void }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-col gap-3 p-3">
        <OrganizationSwitch />
        <EnvironmentSwitch />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 py-1">
        <MainNav {...(onNavigate ? { onNavigate } : {})} />
      </div>
      <div className="border-border border-t p-3">
        <UserMenu />
      </div>
    </div>
  );
}
