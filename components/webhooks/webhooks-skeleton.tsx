import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["first", "second", "third"];

/** Grey rows in the shape of the list; they appear only when loading takes a moment. */
export function WebhooksSkeleton() {
  return (
    <div
      role="status"
      className="flex animate-appear-late flex-col divide-y divide-border border-border border-b"
    >
      <span className="sr-only">Loading webhooks</span>
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-6 py-4">
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-20 max-md:hidden" />
          <Skeleton className="h-4 w-24 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
