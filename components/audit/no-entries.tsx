import { History, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { AuditSource } from "@/lib/client/audit";

type NoEntriesProps = { source: AuditSource; isFiltered: boolean; onClear: () => void };

/** Nothing recorded yet, or nothing that the filters let through. */
export function NoEntries({ source, isFiltered, onClear }: NoEntriesProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No entries match these filters"
        action={
          <Button variant="outline" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        Entries are never deleted, so what you look for stands under another action, person or day.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={History} title="No entries yet">
      {source.kind === "application"
        ? "Every change of this application is recorded here: keys, permissions, who made it, from where and why."
        : "Every change is recorded here as it happens: who made it, when, from where, and what was there before."}
    </EmptyState>
  );
}
