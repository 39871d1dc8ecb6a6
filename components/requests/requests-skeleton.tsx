import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/** Grey rows in the shape of the log; they appear only when loading takes a moment. */
export function RequestsSkeleton() {
  return (
    <div role="status" className="animate-appear-late">
      <span className="sr-only">Loading requests</span>
      <div className="flex flex-col divide-y divide-border border-border border-y max-md:gap-3 max-md:divide-y-0 max-md:border-y-0">
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex items-center gap-6 py-2.5 max-md:flex-col max-md:items-stretch max-md:gap-3 max-md:rounded-lg max-md:border max-md:border-border max-md:p-4"
          >
            <Skeleton className="h-3.5 w-16 max-md:hidden" />
            <Skeleton className="h-3.5 w-72 max-w-full" />
            <Skeleton className="h-3.5 w-24 md:ml-auto" />
            <Skeleton className="h-3.5 w-16 max-md:hidden" />
            <Skeleton className="h-3.5 w-20 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
