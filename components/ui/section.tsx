import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

type SectionProps = {
  id?: string;
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  /** `-1` where a script moves the focus here. */
  tabIndex?: -1;
  children: ReactNode;
};

/** A titled part of a page; separated by space and weight, not by a box. */
export function Section({ id, title, description, actions, className, tabIndex, children }: SectionProps) {
  return (
    <section id={id} aria-label={title} tabIndex={tabIndex} className={cn("flex flex-col gap-4", className)}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold">{title}</h2>
          {description ? <p className="mt-1 max-w-prose text-muted-foreground">{description}</p> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
