"use client";

import { usePathname, useSearchParams } from "next/navigation";

export const TABS = [
  { id: "overview", title: "Overview" },
  { id: "deliveries", title: "Deliveries" },
  { id: "verify", title: "Verify signatures" },
] as const;

/** The open part of an endpoint's page, as it stands in the address. Filters belong to their tab and go with it. */
export function useWebhookTab() {
  const pathname = usePathname();
  const asked = useSearchParams().get("tab");
  const tab = TABS.find(({ id }) => id === asked)?.id ?? "overview";

  function open(id: string) {
    window.history.pushState(null, "", id === "overview" ? pathname : `${pathname}?tab=${id}`);
  }

  return { tab, open };
}
