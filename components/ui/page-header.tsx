import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

type Crumb = { label: string; href?: string };

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  crumbs?: Crumb[];
  actions?: ReactNode;
  /** A button of an icon's size, which stays beside the title on a phone too. */
  menu?: ReactNode;
};

/** Where the page is, what it is called, what it is for, and its first action. */
export function PageHeader({ title, description, crumbs = [], actions, menu }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-3">
      {crumbs.length > 0 ? <Breadcrumbs crumbs={crumbs} /> : null}
      <div className={cn("flex items-start justify-between gap-x-6 gap-y-4", menu ? null : "flex-wrap")}>
        <div className="min-w-0">
          <h1 className="font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{title}</h1>
          {description ? <div className="mt-1 max-w-prose text-muted-foreground">{description}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        {menu}
      </div>
    </header>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-1 text-[0.8125rem] text-muted-foreground">
        {crumbs.map((crumb, index) => (
          <li key={crumb.label} className="flex items-center gap-1">
            {index > 0 ? <ChevronRight className="size-3.5 opacity-60" aria-hidden="true" /> : null}
            {crumb.href ? (
              <Link href={crumb.href} className="rounded-sm hover:text-foreground">
                {crumb.label}
              </Link>
            ) : (
              <span>{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
