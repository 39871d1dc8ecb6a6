/** Words for what the hub shows of reviews, so that every page says them alike. Pure. */
import type { CustomerStatus, PaymentStatus, TicketStatus } from "@/lib/schemas/lifecycle";
import type { QueueKind } from "@/lib/schemas/queue";
import type { TicketPriority } from "@/lib/schemas/ticket-kinds";

export type StatusWords = { word: string; tone: "success" | "warning" | "destructive" | "neutral" };

/** Of customers and of beneficiaries, which have the same statuses but for the draft. */
const REVIEW_STATUSES: Record<CustomerStatus, StatusWords> = {
  DRAFT: { word: "Draft", tone: "neutral" },
  PENDING_REVIEW: { word: "Waiting for review", tone: "warning" },
  APPROVED: { word: "Approved", tone: "success" },
  REJECTED: { word: "Rejected", tone: "destructive" },
  CORRECTION_REQUESTED: { word: "Correction requested", tone: "neutral" },
  SUSPENDED: { word: "Suspended", tone: "destructive" },
};

const PAYMENT_STATUSES: Record<PaymentStatus, StatusWords> = {
  PENDING_REVIEW: { word: "Waiting for review", tone: "warning" },
  CORRECTION_NEEDED: { word: "Correction needed", tone: "neutral" },
  ON_HOLD: { word: "On hold", tone: "destructive" },
  APPROVED: { word: "Approved", tone: "success" },
  PROCESSING: { word: "Processing", tone: "warning" },
  COMPLETED: { word: "Completed", tone: "success" },
  FAILED: { word: "Failed", tone: "destructive" },
  REJECTED: { word: "Rejected", tone: "destructive" },
  CANCELLED: { word: "Cancelled", tone: "neutral" },
};

const TICKET_STATUSES: Record<TicketStatus, StatusWords> = {
  OPEN: { word: "Open", tone: "warning" },
  WAITING_ON_PARTNER: { word: "Waiting on partner", tone: "neutral" },
  WAITING_ON_SUPPORT: { word: "Waiting on us", tone: "warning" },
  CLOSED: { word: "Closed", tone: "neutral" },
};

const PRIORITIES: Record<TicketPriority, StatusWords> = {
  LOW: { word: "Low", tone: "neutral" },
  NORMAL: { word: "Normal", tone: "neutral" },
  HIGH: { word: "High", tone: "warning" },
  URGENT: { word: "Urgent", tone: "destructive" },
};

const BY_KIND: Record<QueueKind, Readonly<Record<string, StatusWords>>> = {
  customers: REVIEW_STATUSES,
  beneficiaries: REVIEW_STATUSES,
  payments: PAYMENT_STATUSES,
  settlements: PAYMENT_STATUSES,
  screening: {},
  tickets: TICKET_STATUSES,
};

/** The word and colour of a status; one that is not known here is at least readable. */
export function statusWords(kind: QueueKind, status: string): StatusWords {
  return BY_KIND[kind][status] ?? { word: enumWords(status), tone: "neutral" };
}

export function priorityWords(priority: string): StatusWords {
  const known: Readonly<Record<string, StatusWords>> = PRIORITIES;
  return known[priority] ?? { word: enumWords(priority), tone: "neutral" };
}

/** `LIMITED_LIABILITY_COMPANY` as `Limited liability company`. */
export function enumWords(value: string): string {
  const words = value.replaceAll("_", " ").trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `1234567.8` as `1,234,567.8`: the digits as they are, in groups; what is no plain decimal stays untouched. */
export function formatAmount(amount: string): string {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(amount);
  if (parts === null) return amount;
  const [, sign = "", whole = "", fraction = ""] = parts;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction}`;
}
