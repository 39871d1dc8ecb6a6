"use client";

import { useSyncExternalStore } from "react";
import { useWorkplace } from "@/components/workplace";

const neverChanges = () => () => undefined;

/** Where services reach this environment's API: at a base URL of its own, or where this page is. */
export function useApiBaseUrl(): string {
  const { apiBaseUrl } = useWorkplace();
  const origin = useSyncExternalStore(
    neverChanges,
    () => window.location.origin,
    () => "",
  );
  return apiBaseUrl ?? origin;
}
