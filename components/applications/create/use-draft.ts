"use client";

import { useState, useSyncExternalStore } from "react";
import { createDraftStore, EMPTY_DRAFT } from "@/lib/client/application-draft";

const neverChanges = () => () => undefined;

/** The draft of this tab; `loaded` is false while the server's rendering is still on the screen. */
export function useDraft(scope: string) {
  const [store] = useState(() => createDraftStore(scope));
  const draft = useSyncExternalStore(store.subscribe, store.read, () => EMPTY_DRAFT);
  const loaded = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return { draft, loaded, update: store.update, clear: store.clear };
}
