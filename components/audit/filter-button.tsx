import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

type FilterButtonProps = { label: string; onClick: () => void; className?: string; children: ReactNode };

/** A name inside an entry that narrows the history to it; it stands above the row's own click. */
export function FilterButton({ label, onClick, className, children }: FilterButtonProps) {
  return (
    <button
      type="button"
      title={label}
      onClick={onClick}
      className={cn(
        "relative rounded-sm text-left decoration-muted-foreground/60 decoration-dotted underline-offset-4 hover:text-foreground hover:underline focus-visible:underline",
        className,
      )}
    >
      {children}
    </button>
  );
}
