/** Browser sessions: the cookie names a row, and the row is read on every request, so ending it ends everything. */
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { sessions } from "@/db/schema";
import { newUuid } from "@/lib/ids";
import { OPERATOR_ROLES, PARTNER_ROLES } from "@/lib/permissions";

export const SESSION_MAX_AGE_SECONDS = 12 * 3600;

const rowSchema = z.object({
  session_id: z.string(),
  user_id: z.string(),
  email: z.string(),
  display_name: z.string(),
  kind: z.enum(["PARTNER", "OPERATOR", "CUSTOMER"]),
  operator_role: z.enum(OPERATOR_ROLES).nullable(),
  memberships: z.array(
    z.object({
      organizationId: z.string(),
      name: z.string(),
      slug: z.string(),
      role: z.enum(PARTNER_ROLES),
    }),
  ),
});

/** A living session, its person and everything the person belongs to. Ids are bare UUIDs. */
export type Session = {
  sessionId: string;
  userId: string;
  email: string;
  displayName: string;
  kind: "PARTNER" | "OPERATOR" | "CUSTOMER";
  operatorRole: (typeof OPERATOR_ROLES)[number] | null;
  memberships: z.infer<typeof rowSchema>["memberships"];
};

/** The session with this id when it has neither ended nor expired. */
export async function findSession(database: Database, sessionId: string, now: Date): Promise<Session | null> {
  const rows = await database.db.execute(
    sql`select * from lookup_session(${sessionId}::uuid, ${now.toISOString()}::timestamptz)`,
  );
  if (rows[0] === undefined) return null;
  const row = rowSchema.parse(rows[0]);
  return {
    sessionId: row.session_id,
    userId: row.user_id,
    email: row.email,
    displayName: row.display_name,
    kind: row.kind,
    operatorRole: row.operator_role,
    memberships: row.memberships,
  };
}

export type SessionOrigin = { address: string | null; userAgent: string | null };

/** Opens a session for a person who has just proven the password. Returns its id. */
export async function openSession(
  database: Database,
  userId: string,
  origin: SessionOrigin,
  now: Date,
): Promise<string> {
  const id = newUuid();
  await database.db.insert(sessions).values({
    id,
    userId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + SESSION_MAX_AGE_SECONDS * 1000),
    lastProofAt: now,
    ...origin,
  });
  return id;
}

export async function endSession(database: Database, sessionId: string): Promise<void> {
  await database.db.delete(sessions).where(eq(sessions.id, sessionId));
}
