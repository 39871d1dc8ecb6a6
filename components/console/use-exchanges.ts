"use client";

import { useRef, useState } from "react";
import type { ConsoleCredentials } from "@/components/console/use-credentials";
import type { ConsoleExchange, RepeatableRequest } from "@/lib/client/console/exchange";
import type { MistakeId } from "@/lib/client/console/mistakes";
import type { ConsoleTarget } from "@/lib/client/console/operation";
import { sendRequest } from "@/lib/client/console/send";
import { NuveraClientError } from "@/lib/partner-client";

/** A form may have 25 MiB, and each is kept to be sent again. */
const MOST_KEPT = 20;

/** Sends, and remembers what was sent as long as the page is open. */
export function useExchanges(target: ConsoleTarget, credentials: ConsoleCredentials) {
  const [exchanges, setExchanges] = useState<readonly ConsoleExchange[]>([]);
  const [shownId, setShownId] = useState<number | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const count = useRef(0);

  async function send(request: RepeatableRequest, mistake: MistakeId | null): Promise<void> {
    const held = credentials.ready();
    if (held === null || isSending) return;
    setIsSending(true);
    setProblem(null);
    try {
      const sent = await sendRequest({
        origin: window.location.origin,
        names: target,
        apiKey: held.apiKey,
        signer: held.keyFile.signer,
        request,
        mistake,
        now: Date.now,
      });
      count.current += 1;
      const exchange = { ...sent, id: count.current };
      setExchanges((before) => [exchange, ...before].slice(0, MOST_KEPT));
      setShownId(exchange.id);
    } catch (error) {
      setProblem(error instanceof NuveraClientError ? error.message : "The request could not be signed.");
    } finally {
      setIsSending(false);
    }
  }

  const shown = exchanges.find(({ id }) => id === shownId) ?? null;
  return { exchanges, shown, isSending, problem, send, show: setShownId };
}
