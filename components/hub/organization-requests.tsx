"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useId } from "react";
import { FilterSelect } from "@/components/audit/filter-select";
import { RequestsView } from "@/components/requests/requests-view";
import { Label } from "@/components/ui/label";
import { useWorkplace, WorkplaceProvider } from "@/components/workplace";
import { environmentNamed } from "@/lib/schemas/environment";

/** The organization's requests in the environment that the address names; production unless it does. */
export function OrganizationRequests() {
  const workplace = useWorkplace();
  const pathname = usePathname();
  const id = useId();
  const environment = environmentNamed(useSearchParams().get("environment")) ?? workplace.place.environment;

  /** Filters and an opened request belong to one environment. */
  function choose(value: string) {
    window.history.pushState(
      null,
      "",
      `${pathname}?${new URLSearchParams({ tab: "requests", environment: value })}`,
    );
  }

  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-center gap-2.5">
        <Label htmlFor={id}>Environment</Label>
        <FilterSelect
          id={id}
          value={environment}
          onChange={({ target }) => choose(target.value)}
          className="w-36"
        >
          <option value="production">Production</option>
          <option value="sandbox">Sandbox</option>
        </FilterSelect>
      </div>
      <WorkplaceProvider
        key={environment}
        value={{ ...workplace, place: { ...workplace.place, environment } }}
      >
        <RequestsView />
      </WorkplaceProvider>
    </div>
  );
}
