/** Moments on the clock of a time zone, for logs, where rows a second apart must differ. Pure: zone and present are arguments. */

/** Making a formatter takes longer than a hundred uses of it. */
const formatters = new Map<string, Formatters>();
type Formatters = { clock: Intl.DateTimeFormat; day: Intl.DateTimeFormat; offset: Intl.DateTimeFormat };

function formattersOf(timeZone: string): Formatters {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made: Formatters = {
    clock: new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      fractionalSecondDigits: 3,
    }),
    day: new Intl.DateTimeFormat("en-US", { timeZone, day: "numeric", month: "short" }),
    offset: new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "shortOffset" }),
  };
  formatters.set(timeZone, made);
  return made;
}

/** `20:31:32.123`. `timeZone` is an IANA name. */
export function formatClock(timestamp: string, timeZone: string): string {
  return formattersOf(timeZone).clock.format(new Date(timestamp));
}

/** `2026-11-20 20:31:32.123 UTC`. */
export function formatExactUtcMilliseconds(timestamp: string): string {
  return `${new Date(timestamp).toISOString().slice(0, 23).replace("T", " ")} UTC`;
}

/** `Nov 20`, or null where that is today. */
export function formatOtherDay(timestamp: string, timeZone: string, now: number): string | null {
  const { day } = formattersOf(timeZone);
  const words = day.format(new Date(timestamp));
  return words === day.format(now) ? null : words;
}

/** `UTC`, `UTC+1`, `UTC+5:30`: the zone's distance from UTC at a moment. */
export function formatOffset(milliseconds: number, timeZone: string): string {
  return shortOffset(milliseconds, timeZone).replace("GMT", "UTC").replace(/\+0$/, "");
}

/** How far the zone's clock is ahead of UTC at a moment; negative west of it. */
export function offsetMilliseconds(milliseconds: number, timeZone: string): number {
  const [, sign, hours, minutes = "0"] =
    /([+-])(\d+)(?::(\d+))?$/.exec(shortOffset(milliseconds, timeZone).replace("\u2212", "-")) ?? [];
  if (hours === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** `GMT`, `GMT+1`, `GMT+5:30`. */
function shortOffset(milliseconds: number, timeZone: string): string {
  const parts = formattersOf(timeZone).offset.formatToParts(milliseconds);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
}
