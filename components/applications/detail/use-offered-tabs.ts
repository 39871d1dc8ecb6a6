"use client";

import type { TabId } from "@/components/applications/detail/use-tab";
import { useMay, useWorkplace } from "@/components/workplace";

export type OfferedTab = { id: TabId; title: string };

/** The parts of the page that this person, on this side, has a use for. */
export function useOfferedTabs(): OfferedTab[] {
  const inHub = useWorkplace().place.area === "hub";
  const mayDisable = useMay("APPLICATIONS_DISABLE");
  const mayReadRequests = useMay("REQUESTS_READ");
  const tabs: (OfferedTab & { isOffered?: boolean })[] = [
    { id: "overview", title: "Overview" },
    { id: "keys", title: "API keys" },
    { id: "signing-key", title: "Signing key" },
    { id: "permissions", title: "Permissions" },
    { id: "limits", title: "Network & limits" },
    // Staff have neither the partner's API key nor the private key.
    { id: "try-it", title: "Try it", isOffered: !inHub },
    { id: "requests", title: "Requests", isOffered: mayReadRequests },
    { id: "audit", title: "Audit" },
    { id: "danger", title: "Danger zone", isOffered: mayDisable },
  ];
  return tabs.filter(({ isOffered }) => isOffered !== false);
}
