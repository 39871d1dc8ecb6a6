"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { OneTimeKeyDialog } from "@/components/applications/create/one-time-key-dialog";
import { focusWhenThere } from "@/components/applications/detail/change/focus";
import type { ApplicationView } from "@/lib/schemas/application";

const Context = createContext<((apiKey: string) => void) | null>(null);

type IssuedKeyProviderProps = {
  application: ApplicationView;
  /** The key is stored: on to the rotation that is now open. */
  onStored: () => void;
  children: ReactNode;
};

/** Holds a key that was just made, outside of every cache, until the person says that it is stored. */
export function IssuedKeyProvider({ application, onStored, children }: IssuedKeyProviderProps) {
  const [apiKey, setApiKey] = useState<string | null>(null);

  function stored() {
    setApiKey(null);
    onStored();
    // The button that began it may be gone, so the focus goes where the work goes on.
    focusWhenThere("rotation");
  }

  return (
    <Context value={setApiKey}>
      {children}
      {apiKey === null ? null : (
        <OneTimeKeyDialog application={application} apiKey={apiKey} onStored={stored} />
      )}
    </Context>
  );
}

/** Where a raw key goes, and nowhere else. */
export function useReceiveKey(): (apiKey: string) => void {
  const receive = useContext(Context);
  if (receive === null) throw new Error("useReceiveKey is used outside of an application's page.");
  return receive;
}
