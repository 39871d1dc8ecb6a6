import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["first", "second", "third"];

/** Grey rows in the shape of the members; they appear only when loading takes a moment. */
export function TeamSkeleton() {
  return (
    <div role="status" className="animate-appear-late">
      <span className="sr-only">Loading the team</span>
      <div className="flex flex-col divide-y divide-border border-border border-b">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-6 py-4">
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="h-4 w-40 max-w-full" />
              <Skeleton className="h-3 w-56 max-w-full" />
            </div>
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
