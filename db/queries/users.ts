/** People. They belong to no tenant; memberships do. */
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { memberships, users } from "@/db/schema";

export type UserRow = typeof users.$inferSelect;
export type MembershipRow = typeof memberships.$inferSelect;

/** The person with this e-mail address, in whatever case it is written. */
export async function findUserByEmail(db: Database["db"], email: string): Promise<UserRow | undefined> {
  const [row] = await db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.trim().toLowerCase()));
  return row;
}

/** The person with this UUID. */
export async function findUser(db: Database["db"], userId: string): Promise<UserRow | undefined> {
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  return row;
}

/** Makes whoever changes this person's ways in, or opens a session for them, come one after the other. */
export async function lockUser(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`select id from users where id = ${userId}::uuid for no key update`);
}

/** Adds a person; `false` when somebody has this e-mail address already. */
export async function insertUser(db: Database["db"], row: UserRow): Promise<boolean> {
  const inserted = await db.insert(users).values(row).onConflictDoNothing().returning({ id: users.id });
  return inserted.length === 1;
}

/** Adds a person to the organization in scope; `false` when they were a member already. */
export async function insertMembership(tx: Transaction, row: MembershipRow): Promise<boolean> {
  const inserted = await tx
    .insert(memberships)
    .values(row)
    .onConflictDoNothing()
    .returning({ userId: memberships.userId });
  return inserted.length === 1;
}

/** Gives a person another password; the database ends every session that the old one opened. */
export async function replacePasswordHash(
  db: Database["db"],
  userId: string,
  passwordHash: string,
): Promise<void> {
  await db.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/** UUIDs of the organizations that the person is a member of, whatever tenant is in scope. */
export async function listMembershipOrganizations(db: Database["db"], userId: string): Promise<string[]> {
  const rows = await db.execute(sql`select organization_id from memberships_of(${userId}::uuid)`);
  return rows.map((row) => z.string().parse(row.organization_id));
}
