/** Words for requests in the log and what became of them. Pure. */
import { formatExactUtc, formatLatency } from "@/lib/client/time";
import type { RequestDetail, RequestEntry } from "@/lib/schemas/request-log";
import type { StatusClass } from "@/lib/schemas/request-terms";

type Tone = "success" | "warning" | "destructive";

/** A request that was refused is the caller's to mend, one that failed is ours. */
export const STATUS_CLASS_WORDS: Record<StatusClass, { tone: Tone; words: string }> = {
  "2xx": { tone: "success", words: "Succeeded" },
  "4xx": { tone: "warning", words: "Refused" },
  "5xx": { tone: "destructive", words: "Failed" },
};

export function statusClassOf(status: number): StatusClass {
  if (status < 400) return "2xx";
  return status < 500 ? "4xx" : "5xx";
}

/** `Refused (4xx)`, or the status itself. */
export function describeStatusFilter(value: string): string {
  const known = Object.entries(STATUS_CLASS_WORDS).find(([name]) => name === value);
  return known === undefined ? value : `${known[1].words} (${value})`;
}

/** `•••• 4f2a`: all of a key that is ever shown. */
export function keyWords({ lastFour }: { lastFour: string }): string {
  return `•••• ${lastFour}`;
}

/** `0.4 ms`, `48 ms`, `2.4 s`. */
export function formatRequestLatency(milliseconds: number): string {
  return formatLatency(
    milliseconds < 10 ? Math.round(milliseconds * 10) / 10 : Math.round(Math.min(milliseconds, 1e9)),
  );
}

/** `312 B`, `4.2 kB`, `1.3 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 999_950 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${value.toFixed(1)} ${unit}`;
}

/** How far a clock is from ours: `42 s behind`, `3 s ahead`, or null where that hardly matters. */
export function clockWords(offsetSeconds: number | null): string | null {
  if (offsetSeconds === null || Math.abs(offsetSeconds) < 5) return null;
  return `${Math.abs(offsetSeconds)} s ${offsetSeconds < 0 ? "behind" : "ahead of"} ours`;
}

const OUTCOME_MARKS = { passed: "x", failed: " ", not_reached: " " } as const;
const OUTCOME_ENDS = { passed: "", failed: " (failed)", not_reached: " (not reached)" } as const;

/** Everything about a request as Markdown, to put into a support ticket. */
export function requestMarkdown(request: RequestDetail): string {
  const { refusal } = request;
  const facts: [term: string, value: string | null][] = [
    ["Request id", code(request.id)],
    ["Time", formatExactUtc(request.occurredAt)],
    [
      "Status",
      request.reason === null ? String(request.status) : `${request.status} ${code(request.reason)}`,
    ],
    ["Latency", formatRequestLatency(request.latencyMilliseconds)],
    ["Application", request.application === null ? null : `${code(request.application.id)}`],
    ["Key", request.key === null ? null : `${code(request.key.id)} (…${request.key.lastFour})`],
    ["Signing key", request.signingKey === null ? null : code(request.signingKey.fingerprint)],
    ["Address", request.address === null ? null : code(request.address)],
    ["User agent", request.userAgent === null ? null : code(request.userAgent)],
    ["Sizes", `${request.requestBytes} B sent, ${request.responseBytes} B received`],
  ];
  const parts = [
    `### ${code(`${request.method} ${request.target}`)}`,
    facts.flatMap(([term, value]) => (value === null ? [] : [`- ${term}: ${value}`])).join("\n"),
  ];
  if (refusal !== null) {
    parts.push(`**${refusal.reason}**: ${refusal.message}`);
    if (refusal.expected !== null || refusal.received !== null) {
      parts.push(
        [
          `- Expected: ${codeOrNothing(refusal.expected)}`,
          `- Received: ${codeOrNothing(refusal.received)}`,
        ].join("\n"),
      );
    }
    if (refusal.fields.length > 0) {
      parts.push(refusal.fields.map(({ path, message }) => `- ${code(path)}: ${message}`).join("\n"));
    }
    parts.push(`What to change:\n\n${refusal.whatToChange.map((line) => `1. ${line}`).join("\n")}`);
  }
  if (request.checks.length > 0) {
    const lines = request.checks.map(
      ({ title, outcome }) => `- [${OUTCOME_MARKS[outcome]}] ${title}${OUTCOME_ENDS[outcome]}`,
    );
    parts.push(`Checks:\n\n${lines.join("\n")}`);
  }
  return `${parts.join("\n\n")}\n`;
}

/** A code span that whatever is inside cannot leave (CommonMark 0.31, 6.1). */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const oneLine = text.replace(/[\r\n]+/g, " ");
  return longest === 0 ? `${fence}${oneLine}${fence}` : `${fence} ${oneLine} ${fence}`;
}

const codeOrNothing = (text: string | null) => (text === null || text === "" ? "nothing" : code(text));

/** Entries of both lists, each once, newest first. */
export function mergeNewest(
  known: readonly RequestEntry[],
  arrived: readonly RequestEntry[],
): readonly RequestEntry[] {
  const ids = new Set(known.map(({ id }) => id));
  const fresh = arrived.filter(({ id }) => !ids.has(id));
  if (fresh.length === 0) return known;
  return [...fresh, ...known].sort(
    (a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt) || (a.id < b.id ? 1 : -1),
  );
}
