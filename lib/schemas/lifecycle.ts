/** The statuses of what is reviewed and the moves between them; everything else is 409. */

export const CUSTOMER_STATUSES = [
  "DRAFT",
  "PENDING_REVIEW",
  "APPROVED",
  "REJECTED",
  "CORRECTION_REQUESTED",
  "SUSPENDED",
] as const;
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];

export const BENEFICIARY_STATUSES = [
  "PENDING_REVIEW",
  "APPROVED",
  "REJECTED",
  "CORRECTION_REQUESTED",
  "SUSPENDED",
] as const;
export type BeneficiaryStatus = (typeof BENEFICIARY_STATUSES)[number];

export const PAYMENT_STATUSES = [
  "PENDING_REVIEW",
  "CORRECTION_NEEDED",
  "ON_HOLD",
  "APPROVED",
  "PROCESSING",
  "COMPLETED",
  "FAILED",
  "REJECTED",
  "CANCELLED",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const TICKET_STATUSES = ["OPEN", "WAITING_ON_PARTNER", "WAITING_ON_SUPPORT", "CLOSED"] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

type Lifecycle<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

export const CUSTOMER_LIFECYCLE: Lifecycle<CustomerStatus> = {
  DRAFT: ["PENDING_REVIEW"],
  PENDING_REVIEW: ["APPROVED", "REJECTED", "CORRECTION_REQUESTED"],
  CORRECTION_REQUESTED: ["PENDING_REVIEW"],
  APPROVED: ["SUSPENDED"],
  SUSPENDED: ["APPROVED"],
  REJECTED: [],
};

export const BENEFICIARY_LIFECYCLE: Lifecycle<BeneficiaryStatus> = {
  PENDING_REVIEW: ["APPROVED", "REJECTED", "CORRECTION_REQUESTED"],
  CORRECTION_REQUESTED: ["PENDING_REVIEW"],
  APPROVED: ["SUSPENDED"],
  SUSPENDED: ["APPROVED"],
  REJECTED: [],
};

/** From ON_HOLD a payment goes back to where it was held. */
export const PAYMENT_LIFECYCLE: Lifecycle<PaymentStatus> = {
  PENDING_REVIEW: ["CORRECTION_NEEDED", "APPROVED", "REJECTED", "CANCELLED", "ON_HOLD"],
  CORRECTION_NEEDED: ["PENDING_REVIEW", "CANCELLED", "ON_HOLD"],
  ON_HOLD: ["PENDING_REVIEW", "CORRECTION_NEEDED", "APPROVED", "REJECTED"],
  APPROVED: ["PROCESSING", "ON_HOLD"],
  PROCESSING: ["COMPLETED", "FAILED"],
  COMPLETED: [],
  FAILED: [],
  REJECTED: [],
  CANCELLED: [],
};

/** The statuses from which `to` can be reached: what a guarded update asks for. */
export function statusesBefore<Status extends string>(lifecycle: Lifecycle<Status>, to: Status): Status[] {
  // The keys of a lifecycle are exactly its statuses.
  return (Object.keys(lifecycle) as Status[]).filter((from) => lifecycle[from].includes(to));
}
