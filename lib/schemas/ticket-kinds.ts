export const TICKET_CATEGORIES = ["API", "CUSTOMERS", "PAYMENTS", "SCREENING", "BILLING", "OTHER"] as const;
export type TicketCategory = (typeof TICKET_CATEGORIES)[number];

export const TICKET_PRIORITIES = ["LOW", "NORMAL", "HIGH", "URGENT"] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];
