"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { OneTimeSecretDialog } from "@/components/webhooks/one-time-secret-dialog";
import type { WebhookView } from "@/lib/schemas/webhook";

type Held = { secret: string; previousUntil: string | null };

const Context = createContext<((secret: string, previousUntil: string | null) => void) | null>(null);

/** Holds a secret that was just made, outside of every cache, until the person says that it is stored. */
export function SecretProvider({ webhook, children }: { webhook: WebhookView; children: ReactNode }) {
  const [held, setHeld] = useState<Held | null>(null);
  return (
    <Context value={(secret, previousUntil) => setHeld({ secret, previousUntil })}>
      {children}
      {held === null ? null : (
        <OneTimeSecretDialog webhook={webhook} {...held} onStored={() => setHeld(null)} />
      )}
    </Context>
  );
}

/** Where a raw secret goes, and nowhere else. */
export function useReceiveSecret(): (secret: string, previousUntil: string | null) => void {
  const receive = useContext(Context);
  if (receive === null) throw new Error("useReceiveSecret is used outside of a webhook's page.");
  return receive;
}
