"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Permission } from "@/lib/permissions";
import type { Place } from "@/lib/routes";

/** Whose application somebody works on, from which side, and what they may do there. */
export type Workplace = {
  place: Place;
  organizationName: string;
  permissions: readonly Permission[];
  /** Where services reach this environment's API, where that is not where this page is. */
  apiBaseUrl?: string | undefined;
};

const Context = createContext<Workplace | null>(null);

export function WorkplaceProvider({ value, children }: { value: Workplace; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** The same components serve the partner's settings and the operator's hub: this is all that they know of the two. */
export function useWorkplace(): Workplace {
  const workplace = useContext(Context);
  if (workplace === null) throw new Error("useWorkplace is used outside of a workplace.");
  return workplace;
}

/** Whether the person holds a permission here; the server decides again on every call. */
export function useMay(permission: Permission): boolean {
  return useWorkplace().permissions.includes(permission);
}
