"use client";

import { useEffect, useState } from "react";
import { type ConsoleDraft, draftOf, freeDraft, readDraft, storedDraft } from "@/lib/client/console/draft";
import { type ConsoleOperation, SIGNATURE_CHECK_PATH } from "@/lib/client/console/operation";

const STORAGE_KEY = "nuvera-console-draft";

/** What is being built. It outlives a reload of the tab, unless it holds what looks like a credential. */
export function useDraft(operations: readonly ConsoleOperation[], asked: string | null) {
  const find = (name: string | null) => operations.find((operation) => operation.name === name) ?? null;
  const [draft, setDraft] = useState<ConsoleDraft>(() => beginning(find(asked) ?? operations[0] ?? null));
  const [isRestored, setIsRestored] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is there
  useEffect(() => {
    const stored = readDraft(sessionStorage.getItem(STORAGE_KEY));
    const isKnown = stored !== null && (stored.operation === null || find(stored.operation) !== null);
    // Who comes from the reference means the operation that was read about.
    if (isKnown && (asked === null || stored.operation === asked)) setDraft(stored);
    setIsRestored(true);
    // From now on the draft says which operation it is; a reload must not go back to the one of the address.
    if (asked !== null) window.history.replaceState(null, "", window.location.pathname);
  }, []);

  useEffect(() => {
    if (!isRestored) return;
    const text = storedDraft(draft);
    if (text === null) sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, text);
  }, [draft, isRestored]);

  const change = (part: Partial<ConsoleDraft>) => setDraft((before) => ({ ...before, ...part }));
  return { draft, operation: find(draft.operation), setDraft, change };
}

function beginning(operation: ConsoleOperation | null): ConsoleDraft {
  return operation === null ? freeDraft("GET", SIGNATURE_CHECK_PATH, "") : draftOf(operation);
}
