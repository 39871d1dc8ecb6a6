/** Invitations. An open one was neither accepted nor withdrawn; it may have expired. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { invitations } from "@/db/schema";
import { PARTNER_ROLES } from "@/lib/permissions";

export type InvitationRow = typeof invitations.$inferSelect;

const open = (organizationId: string) =>
  and(
    eq(invitations.organizationId, organizationId),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
  );

export async function insertInvitation(tx: Transaction, row: InvitationRow): Promise<void> {
  await tx.insert(invitations).values(row);
}

/** Newest first. */
export function listOpenInvitations(tx: Transaction, organizationId: string): Promise<InvitationRow[]> {
  return tx.select().from(invitations).where(open(organizationId)).orderBy(desc(invitations.id));
}

/** Those that this person has made. */
export function listOpenInvitationsOf(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<InvitationRow[]> {
  return tx
    .select()
    .from(invitations)
    .where(and(open(organizationId), eq(invitations.createdByUserId, userId)))
    .orderBy(invitations.id);
}

export async function findInvitation(
  tx: Transaction,
  organizationId: string,
  invitationId: string,
): Promise<InvitationRow | undefined> {
  const [row] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.id, invitationId)));
  return row;
}

/** The one open invitation of an address, in whatever case it is written. */
export async function findOpenInvitationTo(
  tx: Transaction,
  organizationId: string,
  email: string,
): Promise<InvitationRow | undefined> {
  const [row] = await tx
    .select()
    .from(invitations)
    .where(and(open(organizationId), eq(sql`lower(${invitations.email})`, email.toLowerCase())));
  return row;
}

export async function markInvitationRevoked(tx: Transaction, invitationId: string, now: Date): Promise<void> {
  await tx.update(invitations).set({ revokedAt: now }).where(eq(invitations.id, invitationId));
}

export async function markInvitationAccepted(
  tx: Transaction,
  invitationId: string,
  userId: string,
  now: Date,
): Promise<void> {
  await tx
    .update(invitations)
    .set({ acceptedAt: now, acceptedByUserId: userId })
    .where(eq(invitations.id, invitationId));
}

/** Forgets invitations that were accepted, withdrawn or over before, in every organization. */
export async function forgetSettledInvitations(db: Database["db"], before: Date): Promise<void> {
  await db.execute(sql`select forget_settled_invitations(${before.toISOString()}::timestamptz)`);
}

const moment = z.union([z.date(), z.string()]).transform((value) => new Date(value));

const linkedInvitationSchema = z
  .object({
    invitation_id: z.string(),
    organization_id: z.string(),
    organization_name: z.string(),
    email: z.string(),
    role: z.enum(PARTNER_ROLES),
    created_by_name: z.string(),
    expires_at: moment,
    accepted_at: moment.nullable(),
    revoked_at: moment.nullable(),
  })
  .transform((row) => ({
    id: row.invitation_id,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    email: row.email,
    role: row.role,
    createdByName: row.created_by_name,
    expiresAt: row.expires_at,
    acceptedAt: row.accepted_at,
    revokedAt: row.revoked_at,
  }));

/** The invitation behind a link, in whichever organization. */
export type LinkedInvitation = z.output<typeof linkedInvitationSchema>;

export async function findInvitationBySecret(
  db: Database["db"],
  invitationId: string,
  secretDigest: Buffer,
): Promise<LinkedInvitation | null> {
  const [row] = await db.execute(
    sql`select * from lookup_invitation(${invitationId}::uuid, ${secretDigest}::bytea)`,
  );
  return row === undefined ? null : linkedInvitationSchema.parse(row);
}
