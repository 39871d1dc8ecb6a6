/** Members of the organization in scope. */
import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberships, organizations, secondFactors, users } from "@/db/schema";
import type { PartnerRole } from "@/lib/permissions";

/**
 * Makes changes of one team queue, so that each sees what the one before left: no two owners remove each other. Gives
 * the organization's name. Rows that merely refer to the organization need not wait for it.
 */
export async function lockTeam(tx: Transaction, organizationId: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("no key update");
  return row?.name;
}

const memberColumns = {
  userId: users.id,
  displayName: users.displayName,
  email: users.email,
  role: memberships.role,
  joinedAt: memberships.createdAt,
  hasSecondFactor: sql<boolean>`exists (
    select from ${secondFactors} where ${secondFactors.userId} = ${users.id} and ${secondFactors.confirmedAt} is not null
  )`,
};

export type MemberRow = {
  userId: string;
  displayName: string;
  email: string;
  role: PartnerRole;
  joinedAt: Date;
  hasSecondFactor: boolean;
};

const members = (tx: Transaction) =>
  tx.select(memberColumns).from(memberships).innerJoin(users, eq(users.id, memberships.userId));

/** Everybody, in the order of their names. */
export function listMembers(tx: Transaction, organizationId: string): Promise<MemberRow[]> {
  return members(tx)
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(asc(sql`lower(${users.displayName})`), asc(users.id));
}

export async function findMember(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<MemberRow | undefined> {
  const [row] = await members(tx).where(
    and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)),
  );
  return row;
}

export async function findMemberByEmail(
  tx: Transaction,
  organizationId: string,
  email: string,
): Promise<MemberRow | undefined> {
  const [row] = await members(tx).where(
    and(eq(memberships.organizationId, organizationId), eq(sql`lower(${users.email})`, email.toLowerCase())),
  );
  return row;
}

/** Members with one of these roles: whom mail about something of theirs goes to. */
export function listMembersWithRole(
  tx: Transaction,
  organizationId: string,
  roles: readonly PartnerRole[],
): Promise<MemberRow[]> {
  return members(tx)
    .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.role, [...roles])))
    .orderBy(asc(users.id));
}

export async function countOwners(tx: Transaction, organizationId: string): Promise<number> {
  const [row] = await tx
    .select({ owners: count() })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.role, "OWNER")));
  return row?.owners ?? 0;
}

const membership = (organizationId: string, userId: string) =>
  and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId));

/** The database ends the person's sessions with it. */
export async function updateMemberRole(
  tx: Transaction,
  organizationId: string,
  userId: string,
  role: PartnerRole,
): Promise<void> {
  await tx.update(memberships).set({ role }).where(membership(organizationId, userId));
}

/** The database ends the person's sessions with it. */
export async function deleteMembership(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<void> {
  await tx.delete(memberships).where(membership(organizationId, userId));
}
