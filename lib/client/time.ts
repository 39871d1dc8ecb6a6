/** Words for moments and spans. Pure: the present is an argument, so server and browser say the same. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A span in its largest sensible unit: `45 s`, `12 min`, `22 h`, `6 d`. */
export function formatSpan(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < 2 * DAY) return `${Math.floor(span / HOUR)} h`;
  return `${Math.floor(span / DAY)} d`;
}

/** `3 h ago`, `in 22 h`; beyond 30 days the date. */
export function formatRelative(timestamp: string, now: number): string {
  const distance = Date.parse(timestamp) - now;
  if (Math.abs(distance) < 10 * SECOND) return "just now";
  if (Math.abs(distance) > 30 * DAY) return formatDateUtc(timestamp);
  return distance < 0 ? `${formatSpan(distance)} ago` : `in ${formatSpan(distance)}`;
}

/** `20 Nov 2026`, in UTC. */
export function formatDateUtc(timestamp: string): string {
  const date = new Date(timestamp);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

/** `2026-11-20 20:31:32 UTC`. */
export function formatExactUtc(timestamp: string): string {
  return `${new Date(timestamp).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
