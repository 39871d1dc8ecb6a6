import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["first", "second", "third", "fourth"];

/** Grey rows in the shape of a list; they appear only when loading takes a moment. */
export function RowsSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="animate-appear-late">
      <span className="sr-only">{label}</span>
      <div className="flex flex-col divide-y divide-border border-border border-b">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-6 py-4">
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="h-4 w-48 max-w-full" />
              <Skeleton className="h-3 w-24" />
            </div>
            <Skeleton className="h-4 w-24 max-md:hidden" />
            <Skeleton className="h-4 w-24 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
