/** Entries under the UTC days they were made on. Pure. */
import { formatDateUtc } from "@/lib/client/time";
import type { AuditEventView } from "@/lib/schemas/audit";

export type AuditDay = { day: string; entries: AuditEventView[] };

/** In the order of the entries: a day ends where the next entry has another. */
export function eventsByDay(events: readonly AuditEventView[]): AuditDay[] {
  const days: AuditDay[] = [];
  for (const event of events) {
    const day = event.occurredAt.slice(0, 10);
    const current = days.at(-1);
    if (current?.day === day) current.entries.push(event);
    else days.push({ day, entries: [event] });
  }
  return days;
}

/** `Today, 20 Nov 2026`; the present is an argument. */
export function dayWords(day: string, now: number): string {
  const date = formatDateUtc(`${day}T00:00:00.000Z`);
  const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  if (day === dayOf(now)) return `Today, ${date}`;
  return day === dayOf(now - 86_400_000) ? `Yesterday, ${date}` : date;
}
