import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils";

/*
 * Below 768 px every row becomes a card. `display: block` takes the table's meaning away from assistive
 * technology, so the roles are stated; that is why the lint rule against redundant roles is silenced here.
 */

export function Table({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table role="table" aria-label={label} className={cn("w-full border-collapse max-md:block", className)}>
      {children}
    </table>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <thead role="rowgroup" className="max-md:sr-only">
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tr role="row" className="border-border border-b">
        {children}
      </tr>
    </thead>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="columnheader"
      scope="col"
      className={cn(
        "px-3 py-2 text-left font-medium text-muted-foreground text-xs whitespace-nowrap first:pl-0 last:pr-0",
        className,
      )}
      {...props}
    />
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <tbody role="rowgroup" className="max-md:flex max-md:flex-col max-md:gap-3">
      {children}
    </tbody>
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="row"
      className={cn(
        "relative border-border border-b max-md:flex max-md:flex-col max-md:gap-2 max-md:rounded-lg max-md:border max-md:bg-card max-md:p-4",
        className,
      )}
      {...props}
    />
  );
}

/** `label` is the column's name, shown beside the value when the row is a card. */
export function TableCell({
  label,
  className,
  children,
  ...props
}: ComponentProps<"td"> & { label?: string }) {
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="cell"
      className={cn(
        "px-3 py-3 align-top first:pl-0 last:pr-0 max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-4 max-md:p-0 max-md:text-right",
        className,
      )}
      {...props}
    >
      {label ? (
        <span
          aria-hidden="true"
          className="shrink-0 text-left text-muted-foreground text-[0.8125rem] md:hidden"
        >
          {label}
        </span>
      ) : null}
      {label ? <div className="min-w-0">{children}</div> : children}
    </td>
  );
}
