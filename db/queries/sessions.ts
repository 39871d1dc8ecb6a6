/** Browser sessions. Like the people who open them, they belong to no tenant. */
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { sessions } from "@/db/schema";
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
 * Adds a session unless the person's password is another than the one proven; `false` then. The share lock makes
 * a change of password in progress come first, and one that begins later find this session and end it.
 */
export async function insertSession(
  db: Database["db"],
  session: NewSession,
  provenPasswordHash: string,
): Promise<boolean> {
  const inserted = await db.execute(sql`
    insert into sessions (id, user_id, created_at, expires_at, last_proof_at, address, user_agent)
    select ${session.id}::uuid, u.id, ${session.createdAt.toISOString()}::timestamptz,
           ${session.expiresAt.toISOString()}::timestamptz, ${session.lastProofAt.toISOString()}::timestamptz,
           ${session.address}::text, ${session.userAgent}::text
      from users u
     where u.id = ${session.userId}::uuid and u.password_hash = ${provenPasswordHash}::text
       for share
    returning id`);
  return inserted.length === 1;
}

export async function deleteSession(db: Database["db"], sessionId: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.id, sessionId));
}
