"use client";

import { useState, useSyncExternalStore } from "react";
import type { z } from "zod";
import { createSessionDraft } from "@/lib/client/hub-draft";

/**
 * A draft of this tab and how to change it. `scope` says whose; a component for another one is mounted anew. While the
 * server's rendering is on the screen it is empty.
 */
export function useSessionDraft<Schema extends z.ZodType>(
  scope: string,
  schema: Schema,
  empty: z.output<Schema>,
): [value: z.output<Schema>, write: (value: z.output<Schema> | null) => void] {
  const [store] = useState(() => createSessionDraft(scope, schema, empty));
  const value = useSyncExternalStore(store.subscribe, store.read, () => empty);
  return [value, store.write];
}
