import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { icon: LucideIcon; title: string; children: ReactNode; action?: ReactNode };

/** Nothing here yet: what this is for, and the first thing to do. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-border border-dashed px-6 py-14 text-center">
      <span className="flex size-10 items-center justify-center rounded-lg bg-muted text-muted-foreground">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <div className="max-w-md">
        <h2 className="font-semibold">{title}</h2>
        <div className="mt-1 text-muted-foreground text-balance">{children}</div>
      </div>
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
