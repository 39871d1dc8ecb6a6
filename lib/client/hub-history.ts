/** What happened to something under review, in words. Pure. */
import { enumWords, statusWords } from "@/lib/client/hub-words";
import type { QueueKind } from "@/lib/schemas/queue";

type Recorded = Readonly<Record<string, unknown>>;

/** One entry as reviews show it, wherever it was recorded. */
export type HistoryEntry = {
  occurredAt: string;
  action: string;
  actorLabel: string;
  reason: string | null;
  before: Recorded | null;
  after: Recorded | null;
};

const WORDS: Readonly<Record<string, string>> = {
  created: "Created",
  updated: "Changed",
  submitted: "Submitted for review",
  removed: "Removed",
  status_changed: "Status changed",
};

/** `Approved`, `On hold`, `Changed invoice number`: what was done, in a few words. */
export function historyWords(kind: QueueKind, { action, before, after }: HistoryEntry): string {
  const status = text(after?.status);
  const wasStatus = text(before?.status);
  const verb = action.split(".")[1] ?? action;
  if (verb === "created") return "Created";
  if (verb === "submitted") return "Submitted for review";
  if (status !== null && status !== wasStatus) return statusWords(kind, status).word;
  const changed = Object.keys(after ?? {});
  if (verb === "updated" && changed.length > 0 && changed.length <= 3) {
    return `Changed ${changed.map(fieldWords).join(", ")}`;
  }
  return WORDS[verb] ?? enumWords(verb);
}

/** `invoiceNumber` as `invoice number`. */
function fieldWords(field: string): string {
  return field.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Newest first, as people look for what happened last. */
export function newestFirst(history: readonly HistoryEntry[]): HistoryEntry[] {
  return history.toSorted((a, b) => b.occurredAt.localeCompare(a.occurredAt));
}
