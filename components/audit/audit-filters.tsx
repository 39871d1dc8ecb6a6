"use client";

import { X } from "lucide-react";
import { ActionFilter, ChoiceFilter, EnvironmentFilter } from "@/components/audit/filter-choices";
import type { ChangeAuditFilter } from "@/components/audit/use-audit-filter";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AuditSource } from "@/lib/client/audit";
import type { AuditUrlFilter } from "@/lib/client/audit-filter";
import type { AuditNames } from "@/lib/client/audit-names";
import { cn } from "@/lib/utils";

type AuditFiltersProps = {
  id: string;
  /** On a phone they are folded away until wanted; with more room they always show. */
  isUnfolded: boolean;
  source: AuditSource;
  filter: AuditUrlFilter;
  names: AuditNames;
  onChange: ChangeAuditFilter;
  onClear: () => void;
};

/** What the history is narrowed to. */
export function AuditFilters(props: AuditFiltersProps) {
  const { id, isUnfolded, source, filter, names, onChange, onClear } = props;
  const isWhole = source.kind === "organization";
  return (
    <search
      id={id}
      aria-label="Filter the audit history"
      className={cn("flex flex-col items-start gap-2", !isUnfolded && "max-md:hidden")}
    >
      <div
        className={cn(
          "grid w-full grid-cols-2 gap-3",
          isWhole ? "md:grid-cols-3 xl:grid-cols-6" : "md:grid-cols-4",
        )}
      >
        <ActionFilter value={filter.action} onChange={(action) => onChange({ action })} />
        <ChoiceFilter
          label="Who"
          everything="Anyone"
          choices={names.actors}
          value={filter.actor}
          onChange={(actor) => onChange({ actor })}
        />
        {isWhole ? (
          <>
            <ChoiceFilter
              label="Application"
              everything="Any"
              choices={names.applications}
              value={filter.application}
              onChange={(application) => onChange({ application })}
            />
            <EnvironmentFilter
              value={filter.environment}
              onChange={(environment) => onChange({ environment })}
            />
          </>
        ) : null}
        <DayFilter
          label="From (UTC)"
          value={filter.from}
          max={filter.to}
          onChange={(from) => onChange({ from })}
        />
        <DayFilter label="To (UTC)" value={filter.to} min={filter.from} onChange={(to) => onChange({ to })} />
      </div>
      {Object.keys(filter).length > 0 ? (
        <Button variant="ghost" size="sm" className="-ml-3" onClick={onClear}>
          <X aria-hidden="true" />
          Clear filters
        </Button>
      ) : null}
    </search>
  );
}

type DayFilterProps = {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** Keyed by its value: the field keeps what is half typed, and follows the address when that changes. */
function DayFilter({ label, value, min, max, onChange }: DayFilterProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          key={value ?? ""}
          type="date"
          defaultValue={value ?? ""}
          min={min}
          max={max}
          onBlur={(event) => {
            const typed = event.target.value;
            if (typed !== (value ?? "")) onChange(typed === "" ? undefined : typed);
          }}
          onChange={(event) => {
            const typed = event.target.value;
            if (typed >= "2000-01-01" && typed !== value) onChange(typed);
            if (typed === "" && !event.target.validity.badInput && value) onChange(undefined);
          }}
        />
      )}
    </Field>
  );
}
