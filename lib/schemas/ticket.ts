/** A support ticket and its messages, field by field, as the partner API documents them, and what staff see of one. */
import { z } from "zod";
import { environmentSchema, pageOf, pageQueryShape, text, timestampSchema } from "@/lib/schemas/common";
import { TICKET_STATUSES } from "@/lib/schemas/lifecycle";
import { listQueueSchema } from "@/lib/schemas/queue";
import { TICKET_CATEGORIES, TICKET_PRIORITIES } from "@/lib/schemas/ticket-kinds";

/** So that a ticket with all its messages is one answer of bearable size; staff may go on, partners open another. */
export const MAXIMUM_MESSAGES_BY_PARTNER = 100;
export const MAXIMUM_RELATED_IDS = 20;
export const MAXIMUM_MESSAGE_LENGTH = 10_000;

/** White space alone says nothing. The empty text has been refused as too short. */
const isBlank = (value: string) => value !== "" && value.trim() === "";

const subject = text(200)
  .refine((value) => !/[\r\n]/.test(value), "Use one line.")
  .refine((value) => !isBlank(value), "Say in a few words what it is about.");

const messageText = text(MAXIMUM_MESSAGE_LENGTH)
  .refine((value) => !isBlank(value), "Write a message.")
  .describe("Plain text; it is shown as it is, so markup has no effect.");

const relatedIds = z
  .array(z.string().max(100))
  .max(MAXIMUM_RELATED_IDS)
  .describe(
    "Ids of what the ticket is about: your own customers, persons, beneficiaries, documents, quotes, payments, other tickets or applications.",
  );

export const createTicketSchema = z
  .strictObject({
    subject,
    category: z.enum(TICKET_CATEGORIES),
    priority: z.enum(TICKET_PRIORITIES).default("NORMAL"),
    message: messageText,
    relatedIds: relatedIds.default([]),
  })
  .meta({
    examples: [
      {
        subject: "Payment has not arrived",
        category: "PAYMENTS",
        priority: "HIGH",
        message: "The beneficiary says that nothing was received. Can you trace it?",
        relatedIds: [],
      },
    ],
  });
export type CreateTicketInput = z.output<typeof createTicketSchema>;

export const ticketIdSchema = z.strictObject({ id: z.string() });

export const addTicketMessageSchema = z
  .strictObject({ id: z.string(), message: messageText })
  .meta({ examples: [{ message: "The beneficiary's bank found it. Thank you." }] });

export const listTicketsSchema = z.strictObject({
  ...pageQueryShape,
  status: z.enum(TICKET_STATUSES).optional(),
});

export const ticketMessageSchema = z
  .strictObject({
    id: z.string(),
    ticketId: z.string(),
    author: z.enum(["PARTNER", "SUPPORT"]).describe("Which side wrote it."),
    authorName: z.string().describe("The application or person who wrote it."),
    message: z.string(),
    createdAt: timestampSchema,
  })
  .meta({
    id: "TicketMessage",
    examples: [
      {
        id: "msg_01939e2b-11d0-7c44-8f1a-5b7d20c6e9f3",
        ticketId: "tic_01939e2a-9b3e-7a10-b6c2-0d4f8e1a7c55",
        author: "SUPPORT",
        authorName: "Sam Support",
        message: "We are tracing it with the bank and will tell you by noon.",
        createdAt: "2026-01-05T10:02:00.000Z",
      },
    ],
  });
export type TicketMessageView = z.infer<typeof ticketMessageSchema>;

const ticketShape = {
  id: z.string(),
  orgId: z.string(),
  subject: z.string(),
  category: z.enum(TICKET_CATEGORIES),
  priority: z.enum(TICKET_PRIORITIES),
  status: z
    .enum(TICKET_STATUSES)
    .describe(
      "OPEN until support answers; then WAITING_ON_PARTNER, and WAITING_ON_SUPPORT once you have written again. CLOSED is final.",
    ),
  relatedIds: z.array(z.string()),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
};

const ticketExample = {
  id: "tic_01939e2a-9b3e-7a10-b6c2-0d4f8e1a7c55",
  orgId: "org_01939e2a-6f00-7d3a-8a54-b1f7c0e9d210",
  subject: "Payment has not arrived",
  category: "PAYMENTS",
  priority: "HIGH",
  status: "OPEN",
  relatedIds: ["pay_01939e2a-7c1f-7b52-9d0e-3c2f5a8b4e61"],
  createdAt: "2026-01-05T09:30:00.000Z",
  updatedAt: "2026-01-05T09:30:00.000Z",
};

export const ticketSummarySchema = z
  .strictObject(ticketShape)
  .meta({ id: "TicketSummary", examples: [ticketExample] });
export type TicketSummary = z.infer<typeof ticketSummarySchema>;

export const ticketPageSchema = pageOf(ticketSummarySchema);

export const ticketSchema = z
  .strictObject({
    ...ticketShape,
    messages: z
      .array(ticketMessageSchema)
      .describe(
        `All of them, oldest first. Once there are ${MAXIMUM_MESSAGES_BY_PARTNER}, you open another ticket to go on.`,
      ),
  })
  .meta({
    id: "Ticket",
    examples: [
      {
        ...ticketExample,
        messages: [
          {
            id: "msg_01939e2a-9b40-7d21-9c33-1e5a0f2b8d66",
            ticketId: "tic_01939e2a-9b3e-7a10-b6c2-0d4f8e1a7c55",
            author: "PARTNER",
            authorName: "Payments worker production",
            message: "The beneficiary says that nothing was received. Can you trace it?",
            createdAt: "2026-01-05T09:30:00.000Z",
          },
        ],
      },
    ],
  });
export type TicketView = z.infer<typeof ticketSchema>;

export const RELATED_KINDS = [
  "customer",
  "person",
  "beneficiary",
  "document",
  "quote",
  "payment",
  "ticket",
  "application",
] as const;
export type RelatedKind = (typeof RELATED_KINDS)[number];

/** Something a ticket is about; `title` is what people call it, `null` where it is gone. */
const relatedSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(RELATED_KINDS),
  title: z.string().nullable(),
});
export type RelatedView = z.infer<typeof relatedSchema>;

/** What staff see of a ticket: GET …/tickets/{id} in the hub, and the answer of whatever they do to it. */
export const ticketReviewSchema = z.strictObject({
  ...ticketSchema.shape,
  organizationId: z.string(),
  organizationName: z.string(),
  environment: environmentSchema,
  waitingSince: timestampSchema,
  related: z.array(relatedSchema),
});
export type TicketReview = z.infer<typeof ticketReviewSchema>;

/** The tickets' queue; with `priority`, those alone. */
export const listTicketQueueSchema = z.strictObject({
  ...listQueueSchema.shape,
  priority: z.enum(TICKET_PRIORITIES).optional(),
});
