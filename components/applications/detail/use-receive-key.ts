"use client";

import { useCallback, useContext } from "react";
import { OneTimeKeyDialog } from "@/components/applications/create/one-time-key-dialog";
import { IssuedKeyContext } from "@/components/applications/detail/issued-key";

/** Where a raw key goes, and nowhere else. */
export function useReceiveKey(): (apiKey: string) => void {
  const receive = useContext(IssuedKeyContext);
  if (receive === null) throw new Error("useReceiveKey is used outside of an application's page.");
  return useCallback((apiKey: string) => receive({ apiKey, Dialog: OneTimeKeyDialog }), [receive]);
}
