/** Browser sessions. Like the people who open them, they belong to no tenant. */
import { and, desc, eq, gt, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { sessions, users } from "@/db/schema";
import { OPERATOR_ROLES, PARTNER_ROLES } from "@/lib/permissions";

export type NewSession = typeof sessions.$inferSelect;

const livingSessionSchema = z
  .object({
    session_id: z.string(),
    user_id: z.string(),
    email: z.string(),
    display_name: z.string(),
    kind: z.enum(["PARTNER", "OPERATOR", "CUSTOMER"]),
    operator_role: z.enum(OPERATOR_ROLES).nullable(),
    last_proof_at: z.union([z.date(), z.string()]).transform((value) => new Date(value)),
    has_second_factor: z.boolean(),
    memberships: z.array(
      z.object({
        organizationId: z.string(),
        name: z.string(),
        slug: z.string(),
        role: z.enum(PARTNER_ROLES),
      }),
    ),
  })
  .transform((row) => ({
    sessionId: row.session_id,
    userId: row.user_id,
    email: row.email,
    displayName: row.display_name,
    kind: row.kind,
    operatorRole: row.operator_role,
    proof: { lastProofAt: row.last_proof_at, hasSecondFactor: row.has_second_factor },
    memberships: row.memberships,
  }));

/** A living session, its person and everything the person belongs to. Ids are bare UUIDs. */
export type LivingSession = z.output<typeof livingSessionSchema>;

/** The session with this id when it has neither ended nor expired. */
export async function findLivingSession(
  db: Database["db"],
  sessionId: string,
  now: Date,
): Promise<LivingSession | null> {
  const [row] = await db.execute(
    sql`select * from lookup_session(${sessionId}::uuid, ${now.toISOString()}::timestamptz)`,
  );
  return row === undefined ? null : livingSessionSchema.parse(row);
}

/**
 * Whether the session still lives; where it does, it stays until the transaction ends. Whatever ends a session
 * (sign-out, another password, another standing) comes wholly before this or waits for it. Changes of one session queue:
 * a lock that several of them share could be held by turns for ever, and the session never end.
 */
export async function holdLivingSession(
  tx: Transaction,
  { sessionId, userId }: { sessionId: string; userId: string },
  now: Date,
): Promise<boolean> {
  const hold = async () => {
    const held = await tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
      .for("no key update");
    return held.length === 1;
  };
  // A change of password puts the row of the session that makes it back under its id: who waited for that looks again.
  return (await hold()) || hold();
}

/** What somebody has proven on the way to a session. */
export type ProvenFacts = { passwordHash: string; hasSecondFactor: boolean };

/**
 * Adds a session unless the person's password is another than the one proven, or one-time codes were set up or given
 * up in between; `false` then. The share lock makes such a change in progress come first, and one that begins later
 * find this session and end it.
 */
export async function insertSession(
  tx: Transaction,
  session: NewSession,
  { passwordHash, hasSecondFactor }: ProvenFacts,
): Promise<boolean> {
  const locked = await tx.execute(sql`
    select id from users where id = ${session.userId}::uuid and password_hash = ${passwordHash}::text for share`);
  if (locked.length === 0) return false;
  const inserted = await tx.execute(sql`
    insert into sessions (id, user_id, created_at, expires_at, last_proof_at, address, user_agent)
    select ${session.id}::uuid, ${session.userId}::uuid, ${session.createdAt.toISOString()}::timestamptz,
           ${session.expiresAt.toISOString()}::timestamptz, ${session.lastProofAt.toISOString()}::timestamptz,
           ${session.address}::text, ${session.userAgent}::text
     where ${hasSecondFactor}::boolean = exists (
             select from second_factors f
              where f.user_id = ${session.userId}::uuid and f.confirmed_at is not null)
    returning id`);
  return inserted.length === 1;
}

export async function deleteSession(db: Database["db"], sessionId: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.id, sessionId));
}

/** Ends a session of this person; `false` when it is not theirs or has ended. */
export async function deleteSessionOf(tx: Transaction, userId: string, sessionId: string): Promise<boolean> {
  const deleted = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    .returning({ id: sessions.id });
  return deleted.length === 1;
}

export async function deleteSessionsOf(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.userId, userId));
}

/** Ends every session of this person but one. */
export async function deleteOtherSessions(tx: Transaction, userId: string, keptId: string): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, keptId)));
}

/** The person's living sessions, newest first. */
export async function listSessionsOf(db: Database["db"], userId: string, now: Date): Promise<NewSession[]> {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id));
}

/** Notes a fresh proof, unless the session has ended; `false` then. */
export async function renewSessionProof(db: Database["db"], sessionId: string, now: Date): Promise<boolean> {
  const renewed = await db
    .update(sessions)
    .set({ lastProofAt: now })
    .where(eq(sessions.id, sessionId))
    .returning({ id: sessions.id });
  return renewed.length === 1;
}

/**
 * Gives the person another password unless it is another already than the one proven; `false` then. The database ends
 * every session that the old one opened; the one that `keptId` names begins again as it was, freshly proven.
 */
export async function replacePasswordKeepingSession(
  tx: Transaction,
  userId: string,
  { from, to }: { from: string; to: string },
  keptId: string,
  now: Date,
): Promise<boolean> {
  const [kept] = await tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, keptId), eq(sessions.userId, userId)))
    .for("update");
  const changed = await tx
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.id, userId), eq(users.passwordHash, from)))
    .returning({ id: users.id });
  if (kept === undefined || changed.length === 0) return false;
  await tx.insert(sessions).values({ ...kept, lastProofAt: now });
  return true;
}
