"use client";

import {
  Activity,
  Building2,
  Coins,
  History,
  ListChecks,
  MessagesSquare,
  ScanSearch,
  Server,
  ShieldCheck,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { HubBrand } from "@/components/hub/hub-brand";
import { MobileBar } from "@/components/shell/mobile-bar";
import { NavLink } from "@/components/shell/nav-link";
import { SidebarColumn } from "@/components/shell/sidebar";
import { UserMenu } from "@/components/shell/user-menu";
import { Badge } from "@/components/ui/badge";
import { formatRole } from "@/lib/client/words";
import { routes } from "@/lib/routes";
import type { HubShellContext } from "@/lib/web/hub-shell-context";

type HubSidebarProps = { shell: HubShellContext; onNavigate?: () => void };

/** What the hub's sidebar and the menu sheet of small screens both hold. */
export function HubSidebar({ shell, onNavigate }: HubSidebarProps) {
  return (
    <SidebarColumn
      nav={<HubNav shell={shell} onNavigate={onNavigate} />}
      bottom={<UserMenu user={shell.user} role={shell.role} />}
    />
  );
}

/** What is reviewed has its page at its organization, and belongs to the queue it came from. */
const REVIEW_PATH =
  /^(\/hub\/organizations\/[^/]+\/[^/]+\/(customers|beneficiaries|payments|screening|tickets))\//;

type HubNavProps = { shell: HubShellContext; onNavigate: (() => void) | undefined };

/** Without one-time codes there is nowhere to go but to where they are set up. */
function HubNav({ shell, onNavigate }: HubNavProps) {
  const { hasSecondFactor, permissions } = shell;
  const review = REVIEW_PATH.exec(usePathname());
  const inReviews = review !== null && review[2] !== "tickets";
  const inTickets = review !== null && review[2] === "tickets";
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      {hasSecondFactor ? (
        <>
          <NavLink
            href={routes.hub}
            icon={Building2}
            onNavigate={onNavigate}
            within={review === null ? [`${routes.hub}/organizations`] : []}
          >
            Organizations
          </NavLink>
          <NavLink href={routes.hubOverview} icon={Activity} onNavigate={onNavigate}>
            Overview
          </NavLink>
          {permissions.includes("REVIEWS_READ") ? (
            <NavLink
              href={routes.hubReviews}
              icon={ListChecks}
              onNavigate={onNavigate}
              within={inReviews ? [review[1] ?? ""] : []}
            >
              Reviews
            </NavLink>
          ) : null}
          {permissions.includes("TICKETS_ANSWER") ? (
            <NavLink
              href={routes.hubTickets}
              icon={MessagesSquare}
              onNavigate={onNavigate}
              within={inTickets ? [review[1] ?? ""] : []}
            >
              Tickets
            </NavLink>
          ) : null}
          {permissions.includes("REVIEWS_READ") ? (
            <>
              <NavLink href={routes.hubReferenceData} icon={Coins} onNavigate={onNavigate}>
                Reference data
              </NavLink>
              <NavLink href={routes.hubScreeningLists} icon={ScanSearch} onNavigate={onNavigate}>
                Screening lists
              </NavLink>
            </>
          ) : null}
          <NavLink href={routes.hubAudit} icon={History} onNavigate={onNavigate}>
            Audit
          </NavLink>
          {permissions.includes("SYSTEM_READ") ? (
            <NavLink href={routes.hubSystem} icon={Server} onNavigate={onNavigate}>
              System
            </NavLink>
          ) : null}
        </>
      ) : null}
      <NavLink href={routes.hubSecurity} icon={ShieldCheck} onNavigate={onNavigate}>
        Security
      </NavLink>
    </nav>
  );
}

/** The hub's bar names the role. */
export function HubMobileBar({ shell }: { shell: HubShellContext }) {
  return (
    <MobileBar
      brand={<HubBrand />}
      badge={<Badge>{formatRole(shell.role)}</Badge>}
      menu={(close) => <HubSidebar shell={shell} onNavigate={close} />}
      hasStrip
      menuClassName="dark text-foreground"
    />
  );
}
