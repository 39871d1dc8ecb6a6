/** Support tickets, their messages, and what they are about. */
import { and, asc, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { newestFirst } from "@/db/queries/newest-first";
import {
  applications,
  beneficiaries,
  customerPersons,
  customers,
  documents,
  organizations,
  payments,
  quotes,
  ticketMessages,
  tickets,
} from "@/db/schema";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import { TICKET_STATUSES, type TicketStatus } from "@/lib/schemas/lifecycle";
import type { RelatedKind } from "@/lib/schemas/ticket";
import { TICKET_PRIORITIES, type TicketPriority } from "@/lib/schemas/ticket-kinds";

export type TicketRow = typeof tickets.$inferSelect;
export type TicketMessageRow = typeof ticketMessages.$inferSelect;

type Tenant = { organizationId: string; environment: Environment };

const isTicket = (tenant: Tenant, ticketId: string) =>
  and(
    eq(tickets.organizationId, tenant.organizationId),
    eq(tickets.environment, tenant.environment),
    eq(tickets.id, ticketId),
  );

const isMessageOf = (tenant: Tenant, ticketId: string) =>
  and(
    eq(ticketMessages.organizationId, tenant.organizationId),
    eq(ticketMessages.environment, tenant.environment),
    eq(ticketMessages.ticketId, ticketId),
  );

/** Newest first, before `beforeId` where given. */
export function listTicketRows(
  tx: Transaction,
  tenant: Tenant,
  filter: { status: TicketStatus | undefined },
  page: { limit: number; beforeId: string | undefined },
): Promise<TicketRow[]> {
  const narrowing = [{ column: tickets.status, value: filter.status }];
  const { where, orderBy } = newestFirst(tickets.id, narrowing, page.beforeId);
  return tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.organizationId, tenant.organizationId),
        eq(tickets.environment, tenant.environment),
        where,
      ),
    )
    .orderBy(...orderBy)
    .limit(page.limit);
}

export async function findTicketRow(
  tx: Transaction,
  tenant: Tenant,
  ticketId: string,
): Promise<TicketRow | undefined> {
  const [row] = await tx.select().from(tickets).where(isTicket(tenant, ticketId));
  return row;
}

/** The same, and nobody else changes the ticket before this transaction ends. */
export async function lockTicketRow(
  tx: Transaction,
  tenant: Tenant,
  ticketId: string,
): Promise<TicketRow | undefined> {
  const [row] = await tx.select().from(tickets).where(isTicket(tenant, ticketId)).for("update");
  return row;
}

export async function insertTicket(tx: Transaction, row: TicketRow): Promise<void> {
  await tx.insert(tickets).values(row);
}

/** Changes the ticket if its status is one of `from`; otherwise nothing, and `undefined`. */
export async function moveTicket(
  tx: Transaction,
  { organizationId, environment, id }: Pick<TicketRow, "organizationId" | "environment" | "id">,
  from: readonly TicketStatus[],
  change: Pick<TicketRow, "status" | "waitingSince" | "updatedAt">,
): Promise<TicketRow | undefined> {
  const [row] = await tx
    .update(tickets)
    .set(change)
    .where(and(isTicket({ organizationId, environment }, id), inArray(tickets.status, [...from])))
    .returning();
  return row;
}

/** Oldest first. */
export function listTicketMessageRows(
  tx: Transaction,
  tenant: Tenant,
  ticketId: string,
): Promise<TicketMessageRow[]> {
  return tx
    .select()
    .from(ticketMessages)
    .where(isMessageOf(tenant, ticketId))
    .orderBy(asc(ticketMessages.id));
}

export async function countTicketMessages(
  tx: Transaction,
  tenant: Tenant,
  ticketId: string,
): Promise<number> {
  const [row] = await tx
    .select({ messages: count() })
    .from(ticketMessages)
    .where(isMessageOf(tenant, ticketId));
  return row?.messages ?? 0;
}

export async function insertTicketMessage(tx: Transaction, row: TicketMessageRow): Promise<void> {
  await tx.insert(ticketMessages).values(row);
}

/** Where the rows are that a ticket may be about, and what people call one. */
const RELATED: Readonly<Record<RelatedKind, { table: SQL; title: SQL }>> = {
  customer: { table: sql`${customers}`, title: sql`company_name` },
  person: { table: sql`${customerPersons}`, title: sql`first_name || ' ' || last_name` },
  beneficiary: { table: sql`${beneficiaries}`, title: sql`company_name` },
  document: { table: sql`${documents}`, title: sql`file_name` },
  quote: { table: sql`${quotes}`, title: sql`payment_amount || ' ' || payment_currency_code` },
  payment: {
    table: sql`${payments}`,
    title: sql`coalesce(internal_reference, payment_amount || ' ' || payment_currency_code)`,
  },
  ticket: { table: sql`${tickets}`, title: sql`subject` },
  application: { table: sql`${applications}`, title: sql`name` },
};

const relatedRowSchema = z.object({ id: z.string(), title: z.string() });
export type RelatedRow = z.infer<typeof relatedRowSchema>;

/** Those of the tenant's own rows of this kind that have one of these UUIDs. */
export async function findRelatedRows(
  tx: Transaction,
  { organizationId, environment }: Tenant,
  kind: RelatedKind,
  uuids: readonly string[],
): Promise<RelatedRow[]> {
  const { table, title } = RELATED[kind];
  const rows = await tx.execute(sql`
    select id, ${title} as title from ${table}
     where organization_id = ${organizationId}::uuid and environment = ${environment}
       and id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(uuids)}::text::jsonb))`);
  return rows.map((row) => relatedRowSchema.parse(row));
}

export async function findOrganizationName(tx: Transaction, organizationId: string): Promise<string> {
  const [row] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  if (row === undefined) throw new Error("An organization in scope has no row.");
  return row.name;
}

const queueRowSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  environment: environmentSchema,
  subject: z.string(),
  status: z.enum(TICKET_STATUSES),
  priority: z.enum(TICKET_PRIORITIES),
  waitingSince: z.coerce.date(),
});
export type TicketQueueRow = z.infer<typeof queueRowSchema>;

/** Tickets of every organization that wait for support, longest waiting first, after one of them where given. */
export async function listTicketQueueRows(
  tx: Transaction,
  filter: { environment: Environment; priority: TicketPriority | undefined },
  page: { limit: number; after: { waitingSince: Date; id: string } | undefined },
): Promise<TicketQueueRow[]> {
  const { after, limit } = page;
  const rows = await tx.execute(sql`
    select id, organization_id as "organizationId", organization_name as "organizationName", environment, subject,
           status, priority, waiting_since as "waitingSince"
      from ticket_queue(${filter.environment}::text, ${filter.priority ?? null}::text,
        ${after?.waitingSince.toISOString() ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${limit}::integer)`);
  return rows.map((row) => queueRowSchema.parse(row));
}
