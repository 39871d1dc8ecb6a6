/** The delivery log's filters as they stand in the page's address, and as the server takes them. Pure. */
import type { EventType } from "@/lib/schemas/event";
import { type DeliveryFilter, deliveryStatusSchema, eventTypeSchema } from "@/lib/schemas/webhook";
import type { DeliveryStatus } from "@/lib/schemas/webhook-kinds";

/** Days are UTC days, and `to` is the last one included. */
export type DeliveryUrlFilter = {
  status?: DeliveryStatus | undefined;
  event?: EventType | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

const KEYS = ["status", "event", "from", "to"] as const;
const DAY_MILLISECONDS = 86_400_000;

const startOf = (day: string) => `${day}T00:00:00.000Z`;
const isDay = (value: string) =>
  /^(19|20)\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(startOf(value)));

/** Reads the filters out of an address; what does not fit counts as not there. */
export function readDeliveryFilter(parameters: { get: (name: string) => string | null }): DeliveryUrlFilter {
  const day = (name: string) => {
    const value = parameters.get(name);
    return value !== null && isDay(value) ? value : undefined;
  };
  return withoutAbsent({
    status: deliveryStatusSchema.safeParse(parameters.get("status")).data,
    event: eventTypeSchema.safeParse(parameters.get("event")).data,
    from: day("from"),
    to: day("to"),
  });
}

/** The address's query with these filters instead of its own; everything else in it stays, such as the open tab. */
export function writeDeliveryFilter(current: string, filter: DeliveryUrlFilter): string {
  const parameters = new URLSearchParams(current);
  for (const key of KEYS) {
    const value = filter[key];
    if (value) parameters.set(key, value);
    else parameters.delete(key);
  }
  return parameters.toString();
}

/** The same filter in the server's terms, whose `to` is the first moment that no longer counts. */
export function toServerFilter({ status, event, from, to }: DeliveryUrlFilter): DeliveryFilter {
  return withoutAbsent({
    status,
    event,
    from: from === undefined ? undefined : startOf(from),
    to: to === undefined ? undefined : new Date(Date.parse(startOf(to)) + DAY_MILLISECONDS).toISOString(),
  });
}

function withoutAbsent<Fields extends object>(fields: Fields): Fields {
  // What is left out is optional in each of the types.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
