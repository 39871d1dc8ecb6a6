"use client";

import {
  Activity,
  AppWindow,
  History,
  KeyRound,
  LayoutDashboard,
  ShieldCheck,
  SquareTerminal,
  Users,
  Webhook,
} from "lucide-react";
import { NavGroup, NavLink } from "@/components/shell/nav-link";
import { useShell } from "@/components/shell/shell-provider";
import { routes } from "@/lib/routes";

/** The pages there are, in the order of the product's map; those that the role does not cover are left out. */
export function MainNav({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const { permissions } = useShell();
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      <NavLink href={routes.overview} icon={LayoutDashboard} onNavigate={onNavigate}>
        Overview
      </NavLink>
      {permissions.includes("REQUESTS_READ") ? (
        <NavLink href={routes.requests} icon={Activity} within={[]} onNavigate={onNavigate}>
          Requests
        </NavLink>
      ) : null}
      <NavLink href={routes.requestConsole} icon={SquareTerminal} onNavigate={onNavigate}>
        Request console
      </NavLink>
      <NavGroup>Settings</NavGroup>
      {permissions.includes("TEAM_READ") ? (
        <NavLink href={routes.team} icon={Users} onNavigate={onNavigate}>
          Team
        </NavLink>
      ) : null}
      <NavLink href={routes.security} icon={ShieldCheck} onNavigate={onNavigate}>
        Security
      </NavLink>
      {permissions.includes("AUDIT_READ") ? (
        <NavLink href={routes.audit} icon={History} onNavigate={onNavigate}>
          Audit history
        </NavLink>
      ) : null}
      <NavGroup>Settings · Platform</NavGroup>
      <NavLink href={routes.applications} icon={AppWindow} onNavigate={onNavigate}>
        API Applications
      </NavLink>
      <NavLink href={routes.personalKeys} icon={KeyRound} onNavigate={onNavigate}>
        API Keys
      </NavLink>
      {permissions.includes("WEBHOOKS_READ") ? (
        <NavLink href={routes.webhooks} icon={Webhook} onNavigate={onNavigate}>
          Webhooks
        </NavLink>
      ) : null}
    </nav>
  );
}
