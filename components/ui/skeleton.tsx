import { cn } from "@/lib/utils";

/** A grey bar where text will be; hidden from assistive technology, which hears "Loading" instead. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block animate-pulse rounded-sm bg-muted", className)} />;
}
