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
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
