"use client";

import { useState } from "react";
import { mergeRows, type QueueRow } from "@/lib/client/hub-queue";
import type { QueueItem } from "@/lib/schemas/queue";

/** A queue's rows while somebody looks at them. `items` is one array as long as nothing was loaded anew. */
export function useSteadyRows(items: readonly QueueItem[]): readonly QueueRow[] {
  const [seen, setSeen] = useState(() => ({ items, rows: mergeRows([], items) }));
  if (seen.items === items) return seen.rows;
  const next = { items, rows: mergeRows(seen.rows, items) };
  setSeen(next);
  return next.rows;
}
