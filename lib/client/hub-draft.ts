/**
 * What staff have written on a page of the hub and not sent: kept for this browser tab, so that an error, Back and
 * reload lose nothing. Signing out forgets it.
 */
import type { z } from "zod";
import { HUB_DRAFTS } from "@/lib/client/session-drafts";

export type SessionDraft<Value> = {
  read: () => Value;
  /** `null` forgets it. */
  write: (value: Value | null) => void;
  subscribe: (listener: () => void) => () => void;
};

/** A small store over the tab's session storage; without storage it still works until the page is left. */
export function createSessionDraft<Schema extends z.ZodType>(
  scope: string,
  schema: Schema,
  empty: z.output<Schema>,
): SessionDraft<z.output<Schema>> {
  const key = `${HUB_DRAFTS}${scope}`;
  const listeners = new Set<() => void>();
  let value = restore(key, schema, empty);
  return {
    read: () => value,
    write: (next) => {
      value = next ?? empty;
      persist(key, next);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function restore<Schema extends z.ZodType>(
  key: string,
  schema: Schema,
  empty: z.output<Schema>,
): z.output<Schema> {
  try {
    const stored = sessionStorage.getItem(key);
    const parsed = schema.safeParse(stored === null ? null : JSON.parse(stored));
    return parsed.success ? parsed.data : empty;
  } catch {
    return empty;
  }
}

function persist(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or switched off: the draft lives in memory until the page is left.
  }
}
