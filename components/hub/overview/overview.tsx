"use client";

import { useSearchParams } from "next/navigation";
import { useId } from "react";
import { FilterSelect } from "@/components/audit/filter-select";
import { EverywhereAttention } from "@/components/hub/overview/everywhere-attention";
import { SystemHealthSection } from "@/components/hub/overview/system-health-section";
import { Traffic } from "@/components/hub/overview/traffic";
import { Label } from "@/components/ui/label";
import { readOverviewAddress, writeOverviewAddress } from "@/lib/client/hub-overview";
import { routes } from "@/lib/routes";
import { environmentSchema } from "@/lib/schemas/common";

/** The deployment at a glance. Each part asks for itself, so one that fails leaves the others standing. */
export function Overview({ seesSystem }: { seesSystem: boolean }) {
  const id = useId();
  const choice = readOverviewAddress(useSearchParams());

  function choose(change: Partial<typeof choice>) {
    const address = `${routes.hubOverview}${writeOverviewAddress({ ...choice, ...change })}`;
    window.history.pushState(null, "", address);
  }

  return (
    <div className="flex flex-col gap-10">
      <div className="flex items-center gap-2.5">
        <Label htmlFor={id}>Environment</Label>
        <FilterSelect
          id={id}
          value={choice.environment ?? "both"}
          onChange={({ target }) =>
            choose({ environment: environmentSchema.safeParse(target.value).data ?? null })
          }
          className="w-36"
        >
          <option value="both">Both</option>
          <option value="production">Production</option>
          <option value="sandbox">Sandbox</option>
        </FilterSelect>
      </div>
      <Traffic choice={choice} onOrder={(order) => choose({ order })} />
      <EverywhereAttention />
      {seesSystem ? <SystemHealthSection /> : null}
    </div>
  );
}
