"use client";

import { AppWindow, LayoutDashboard, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { LinkPending } from "@/components/ui/link-pending";
import { routes } from "@/lib/routes";
import { cn } from "@/lib/utils";

/** The pages there are, in the order of the product's map. */
export function MainNav({ onNavigate }: { onNavigate?: () => void }) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      <NavLink href={routes.overview} icon={LayoutDashboard} onNavigate={onNavigate}>
        Overview
      </NavLink>
      <p className="px-2 pt-5 pb-1 font-medium text-muted-foreground text-xs">Settings · Platform</p>
      <NavLink href={routes.applications} icon={AppWindow} onNavigate={onNavigate}>
        API Applications
      </NavLink>
    </nav>
  );
}

type NavLinkProps = {
  href: string;
  icon: LucideIcon;
  onNavigate: (() => void) | undefined;
  children: string;
};

function NavLink({ href, icon: Icon, onNavigate, children }: NavLinkProps) {
  const pathname = usePathname();
  const isHere = pathname === href;
  const isWithin = isHere || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : isWithin ? "true" : undefined}
      {...(onNavigate ? { onClick: onNavigate } : {})}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground",
        isWithin && "bg-accent text-foreground",
      )}
    >
      <Icon className={cn("size-4", isWithin && "text-link")} aria-hidden="true" />
      {children}
      <LinkPending className="ml-auto" />
    </Link>
  );
}
