import { AppWindow, KeyRound } from "lucide-react";
import { FilterButton } from "@/components/audit/filter-button";
import { FreeText } from "@/components/audit/free-text";
import type { ChangeAuditFilter } from "@/components/audit/use-audit-filter";
import { Badge } from "@/components/ui/badge";
import type { AuditEventView } from "@/lib/schemas/audit";

type AuditActorProps = { actor: AuditEventView["actor"]; onFilter: ChangeAuditFilter };

/** Who it was, and whether that was the operator; the name narrows the history to what they did. */
export function AuditActor({ actor, onFilter }: AuditActorProps) {
  const { id, kind, label } = actor;
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5">
      {kind === "application" ? <AppWindow className="size-3.5 shrink-0" aria-hidden="true" /> : null}
      {kind === "personal_key" ? <KeyRound className="size-3.5 shrink-0" aria-hidden="true" /> : null}
      {id === null ? (
        <span className="text-foreground">
          <FreeText>{label}</FreeText>
        </span>
      ) : (
        <FilterButton
          onClick={() => onFilter({ actor: id })}
          label="Show only what they did"
          className="text-foreground [overflow-wrap:anywhere]"
        >
          <FreeText>{label}</FreeText>
        </FilterButton>
      )}
      {kind === "operator" ? <Badge>{id === null ? "Operator" : "Nuvera staff"}</Badge> : null}
    </span>
  );
}
