"use client";

import { useSearchParams } from "next/navigation";
import { EverywhereAttention } from "@/components/hub/overview/everywhere-attention";
import { SystemHealthSection } from "@/components/hub/overview/system-health-section";
import { Traffic } from "@/components/hub/overview/traffic";
import { readOverviewAddress, writeOverviewAddress } from "@/lib/client/hub-overview";
import { routes } from "@/lib/routes";

/** The deployment at a glance. Each part asks for itself, so one that fails leaves the others standing. */
export function Overview({ seesSystem }: { seesSystem: boolean }) {
  const choice = readOverviewAddress(useSearchParams());

  function choose(change: Partial<typeof choice>) {
    const address = `${routes.hubOverview}${writeOverviewAddress({ ...choice, ...change })}`;
    window.history.pushState(null, "", address);
  }

  return (
    <div className="flex flex-col gap-10">
      <Traffic choice={choice} onChoose={choose} />
      <EverywhereAttention />
      {seesSystem ? <SystemHealthSection /> : null}
    </div>
  );
}
