"use client";

import { usePathname, useSearchParams } from "next/navigation";

export type TabId =
  | "overview"
  | "keys"
  | "signing-key"
  | "permissions"
  | "limits"
  | "try-it"
  | "requests"
  | "audit"
  | "danger";

/** The open part of an application's page; it stands in the address, beside whatever else does. */
export function useTab(offered: readonly TabId[]) {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const asked = parameters.get("tab");
  const tab = offered.find((id) => id === asked) ?? "overview";

  function open(id: TabId) {
    const next = new URLSearchParams(window.location.search);
    if (id === "overview") next.delete("tab");
    else next.set("tab", id);
    const query = next.toString();
    window.history.pushState(null, "", query === "" ? pathname : `${pathname}?${query}`);
  }

  return { tab, open };
}
