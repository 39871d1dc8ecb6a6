"use client";

import { X } from "lucide-react";
import { FilterSelect } from "@/components/audit/filter-select";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { DeliveryUrlFilter } from "@/lib/client/delivery-filter";
import { EVENT_GROUPS } from "@/lib/client/webhook-words";
import { deliveryStatusSchema, eventTypeSchema } from "@/lib/schemas/webhook";

const STATUS_TITLES = {
  pending: "On their way",
  delivered: "Delivered",
  failed: "Failed",
  cancelled: "Cancelled",
} as const;

type DeliveryFiltersProps = {
  filter: DeliveryUrlFilter;
  onChange: (part: DeliveryUrlFilter) => void;
  onClear: () => void;
};

/** What the delivery log is narrowed to. */
export function DeliveryFilters({ filter, onChange, onClear }: DeliveryFiltersProps) {
  return (
    <search aria-label="Filter the delivery log" className="flex flex-col items-start gap-2">
      <div className="grid w-full grid-cols-2 gap-3 md:grid-cols-4">
        <Field label="Status">
          {(control) => (
            <FilterSelect
              {...control}
              value={filter.status ?? ""}
              onChange={({ target }) =>
                onChange({ status: deliveryStatusSchema.safeParse(target.value).data })
              }
            >
              <option value="">Any</option>
              {deliveryStatusSchema.options.map((status) => (
                <option key={status} value={status}>
                  {STATUS_TITLES[status]}
                </option>
              ))}
            </FilterSelect>
          )}
        </Field>
        <Field label="Event">
          {(control) => (
            <FilterSelect
              {...control}
              value={filter.event ?? ""}
              onChange={({ target }) => onChange({ event: eventTypeSchema.safeParse(target.value).data })}
            >
              <option value="">All</option>
              {EVENT_GROUPS.map(({ title, types }) => (
                <optgroup key={title} label={title}>
                  {types.map((type) => (
                    <option key={type} value={type}>
                      {type}
                    </option>
                  ))}
                </optgroup>
              ))}
              <option value="webhooks.test">webhooks.test</option>
            </FilterSelect>
          )}
        </Field>
        <Day label="From (UTC)" value={filter.from} onChange={(from) => onChange({ from })} />
        <Day label="To (UTC)" value={filter.to} onChange={(to) => onChange({ to })} />
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

type DayProps = { label: string; value: string | undefined; onChange: (day: string | undefined) => void };

/** Keyed by its value: the field keeps what is half typed, and follows the address when that changes. */
function Day({ label, value, onChange }: DayProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          key={value ?? ""}
          type="date"
          defaultValue={value ?? ""}
          onBlur={({ target }) => {
            if (target.value !== (value ?? "")) onChange(target.value === "" ? undefined : target.value);
          }}
          onChange={({ target }) => {
            if (target.value >= "2000-01-01" && target.value !== value) onChange(target.value);
          }}
        />
      )}
    </Field>
  );
}
