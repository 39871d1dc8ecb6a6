import { Skeleton } from "@/components/ui/skeleton";

const LINES = ["first", "second", "third", "fourth", "fifth"];

/** Grey shapes of the detail page; they appear only when loading takes a moment. */
export function DetailSkeleton() {
  return (
    <div role="status" className="flex animate-appear-late flex-col gap-6">
      <span className="sr-only">Loading the API application</span>
      <Skeleton className="h-3 w-56" />
      <Skeleton className="h-6 w-72 max-w-full" />
      <Skeleton className="h-4 w-96 max-w-full" />
      <div className="mt-4 flex flex-col divide-y divide-border border-border border-y">
        {LINES.map((line) => (
          <div key={line} className="flex gap-6 py-3">
            <Skeleton className="h-4 w-28" />
            <Skeleton className="h-4 w-64 max-w-full" />
          </div>
        ))}
      </div>
    </div>
  );
}
