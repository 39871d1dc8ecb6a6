"use client";

import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { LinkPending } from "@/components/ui/link-pending";
import { cn } from "@/lib/utils";

type NavLinkProps = {
  href: string;
  icon: LucideIcon;
  onNavigate: (() => void) | undefined;
  /** Paths below which this link is where one is; its own path unless told otherwise. */
  within?: readonly string[];
  children: string;
};

/** One page of the navigation; marked where one is on it or below it. */
export function NavLink({ href, icon: Icon, onNavigate, within = [href], children }: NavLinkProps) {
  const pathname = usePathname();
  const isHere = pathname === href;
  const isWithin = isHere || within.some((path) => pathname.startsWith(`${path}/`));
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

/** The name over a group of links. */
export function NavGroup({ children }: { children: ReactNode }) {
  return <p className="px-2 pt-5 pb-1 font-medium text-muted-foreground text-xs">{children}</p>;
}
