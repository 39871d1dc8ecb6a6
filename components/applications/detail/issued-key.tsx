"use client";

import { type ComponentType, createContext, type ReactNode, useState } from "react";
import type { OneTimeKeyDialogProps } from "@/components/applications/create/one-time-key-dialog";
import { focusWhenThere } from "@/components/applications/detail/change/focus";
import type { ApplicationView } from "@/lib/schemas/application";

/** A key that was just made, and what shows it: loaded with the dialog that makes keys, so that it is there before the key is. */
type IssuedKey = { apiKey: string; Dialog: ComponentType<OneTimeKeyDialogProps> };

export const IssuedKeyContext = createContext<((issued: IssuedKey) => void) | null>(null);

type IssuedKeyProviderProps = {
  application: ApplicationView;
  /** The key is stored: on to the rotation that is now open. */
  onStored: () => void;
  children: ReactNode;
};

/** Holds a key that was just made, outside of every cache, until the person says that it is stored. */
export function IssuedKeyProvider({ application, onStored, children }: IssuedKeyProviderProps) {
  const [issued, setIssued] = useState<IssuedKey | null>(null);

  function stored() {
    setIssued(null);
    onStored();
    // The button that began it may be gone, so the focus goes where the work goes on.
    focusWhenThere("rotation");
  }

  return (
    <IssuedKeyContext value={setIssued}>
      {children}
      {issued === null ? null : (
        <issued.Dialog application={application} apiKey={issued.apiKey} onStored={stored} />
      )}
    </IssuedKeyContext>
  );
}
