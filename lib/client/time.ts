/** Words for moments and spans. Pure: the present is an argument, so server and browser say the same. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A span in its largest sensible unit: `45 s`, `12 min`, `22 h`, `6 d`. */
export function formatSpan(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < 2 * DAY) return `${Math.floor(span / HOUR)} h`;
  return `${Math.floor(span / DAY)} d`;
}

/** A span that is left. A window of 24 h that was chosen a moment ago has 24 h left, not 23: a minute is forgiven. */
export function formatSpanLeft(milliseconds: number): string {
  return formatSpan(milliseconds >= HOUR - MINUTE ? milliseconds + MINUTE : milliseconds);
}

/** `3 h ago`, `in 22 h`; beyond 30 days the date. */
export function formatRelative(timestamp: string, now: number): string {
  const distance = Date.parse(timestamp) - now;
  if (Math.abs(distance) < 10 * SECOND) return "just now";
  if (Math.abs(distance) > 30 * DAY) return formatDateUtc(timestamp);
  return distance < 0 ? `${formatSpan(distance)} ago` : `in ${formatSpanLeft(distance)}`;
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

/** `Sun 22 Nov 2026 09:00 UTC`: for moments to come, which a person puts into a calendar. */
export function formatMomentUtc(timestamp: string): string {
  const date = new Date(timestamp);
  const weekday = WEEKDAYS[date.getUTCDay()] ?? "";
  return `${weekday} ${formatDateUtc(timestamp)} ${date.toISOString().slice(11, 16)} UTC`;
}

/** `Sun 22 Nov 2026 09:00 UTC (in 24 h)`. */
export function formatDeadline(timestamp: string, now: number): string {
  const distance = Date.parse(timestamp) - now;
  const span = distance < 0 ? `${formatSpan(distance)} ago` : `in ${formatSpanLeft(distance)}`;
  return `${formatMomentUtc(timestamp)} (${span})`;
}

/** A moment as `<input type="datetime-local">` wants it: the clock on the person's wall, to the minute. */
export function toLocalInput(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that such an input names, or `null` while it is unfinished. */
export function fromLocalInput(value: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** `Europe/Madrid (UTC+1)`: whose clock such an input shows. */
export function localZone(milliseconds: number): string {
  const offsetMinutes = -new Date(milliseconds).getTimezoneOffset();
  const hours = Math.trunc(Math.abs(offsetMinutes) / 60);
  const minutes = Math.abs(offsetMinutes) % 60;
  const offset =
    offsetMinutes === 0
      ? "UTC"
      : `UTC${offsetMinutes < 0 ? "-" : "+"}${hours}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
  const name = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return name === "UTC" ? "UTC" : `${name} (${offset})`;
}

/** `140 ms`, `2.4 s`. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  return milliseconds < 60_000 ? `${(milliseconds / 1000).toFixed(1)} s` : formatSpan(milliseconds);
}
