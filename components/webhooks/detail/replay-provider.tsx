"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { ReplayDialog } from "@/components/webhooks/detail/replay-dialog";
import type { WebhookView } from "@/lib/schemas/webhook";

/** `from`: where the range begins, unless the person chooses otherwise. */
type OpenReplay = (from?: string | null) => void;

const Context = createContext<OpenReplay | null>(null);

/** The replay can be begun from several places of the page. */
export function ReplayProvider({ webhook, children }: { webhook: WebhookView; children: ReactNode }) {
  const [from, setFrom] = useState<{ at: string | null } | null>(null);
  return (
    <Context value={(at = null) => setFrom({ at })}>
      {children}
      {from === null ? null : <ReplayDialog webhook={webhook} from={from.at} onClose={() => setFrom(null)} />}
    </Context>
  );
}

export function useOpenReplay(): OpenReplay {
  const open = useContext(Context);
  if (open === null) throw new Error("useOpenReplay is used outside of a webhook's page.");
  return open;
}
