/** What the words of the audit history are built with. */
import type { AuditFacts } from "@/lib/client/audit-facts";

/** `label` names the action in a list of choices; `sentence` says what was done, from the actor's side. */
export type ActionWords = { label: string; sentence: (facts: AuditFacts) => string };

/** The same words whatever was recorded. */
export const said = (words: string) => () => words;

/** The parts that are there, with a space between them. */
export function join(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

/** `from Draft to Pending review`, or as much of it as was recorded. */
export function moved({ statusBefore, statusAfter }: AuditFacts): string {
  return join(
    statusBefore === null || statusAfter === null ? "" : `from ${statusBefore}`,
    statusAfter === null ? "" : `to ${statusAfter}`,
  );
}

export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
