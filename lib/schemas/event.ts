/** The events that partners can be told of. */
export const EVENT_TYPES = [
  "customers.created",
  "customers.updated",
  "customers.status_changed",
  "beneficiaries.created",
  "beneficiaries.updated",
  "beneficiaries.status_changed",
  "documents.created",
  "payments.created",
  "payments.status_changed",
  "payments.completed",
  "payments.failed",
  "screening.hold_changed",
  "support.message_created",
  "api_keys.expiring",
  "api_keys.expired",
  "api_keys.revoked",
  "api_keys.first_used",
  "applications.disabled",
  "applications.enabled",
  "applications.signing_key_replaced",
  "webhooks.test",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The most that a delivery's body has, the envelope included. */
export const MAXIMUM_EVENT_BYTES = 20_000;
const ENVELOPE_BYTES = 300;

const PUBLIC_ID = /^[a-z]+_[0-9a-f-]{36}$/;

/**
 * What an event holds of a resource: all of it, or, where that is too much for a delivery, its id and status, the
 * ids of what it belongs to and `isTruncated: true`; the API has the rest.
 */
export function fitEventData(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const bytes = new TextEncoder().encode(JSON.stringify(data)).length;
  if (bytes <= MAXIMUM_EVENT_BYTES - ENVELOPE_BYTES) return data;
  const kept = Object.entries(data).filter(
    ([name, value]) =>
      name === "id" ||
      name === "status" ||
      (name.endsWith("Id") && typeof value === "string" && PUBLIC_ID.test(value)),
  );
  return { ...Object.fromEntries(kept), isTruncated: true };
}
