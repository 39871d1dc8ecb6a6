import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["first", "second", "third", "fourth", "fifth"];

/** Grey rows in the shape of the history; they appear only when loading takes a moment. */
export function AuditSkeleton() {
  return (
    <div role="status" className="animate-appear-late">
      <span className="sr-only">Loading the audit history</span>
      <Skeleton className="mb-3 h-3 w-28" />
      <div className="flex flex-col divide-y divide-border border-border border-y max-md:gap-3 max-md:divide-y-0 max-md:border-y-0">
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex items-start gap-6 py-3.5 max-md:rounded-lg max-md:border max-md:border-border max-md:p-4"
          >
            <Skeleton className="h-4 w-16 max-md:hidden" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="h-4 w-64 max-w-full" />
              <Skeleton className="h-3 w-32" />
            </div>
            <Skeleton className="h-4 w-20 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
