import type { Runtime } from "@/lib/runtime";

/** What waits in this process to be written, and what found no room since it began. */
export type BufferState = { name: "usage" | "request_log"; waiting: number; leftOut: number };

export function bufferStates({ usage, requestLog }: Pick<Runtime, "usage" | "requestLog">): BufferState[] {
  const { leftOut, unattributed } = requestLog.counters;
  return [
    { name: "usage", ...usage.state },
    { name: "request_log", waiting: requestLog.waiting, leftOut: leftOut + unattributed },
  ];
}
