/** Browser sessions: the cookie names a row, and the row is read on every request, so ending it ends everything. */
import type { Database, Transaction } from "@/db/client";
import {
  deleteSession,
  findLivingSession,
  insertSession,
  type LivingSession,
  type ProvenFacts,
} from "@/db/queries/sessions";
import { newUuid } from "@/lib/ids";

export const SESSION_MAX_AGE_SECONDS = 12 * 3600;

export type Session = LivingSession;

/** The session with this id when it has neither ended nor expired. */
export function findSession(database: Database, sessionId: string, now: Date): Promise<Session | null> {
  return findLivingSession(database.db, sessionId, now);
}

export type SessionOrigin = { address: string | null; userAgent: string | null };

/**
 * Opens a session for a person who has just proven `user.passwordHash`'s password, and a one-time code where they have
 * set them up. Returns its id, always a new one, or `null` when either has changed since it was looked at.
 */
export async function openSession(
  tx: Transaction,
  user: ProvenFacts & { id: string },
  { address, userAgent }: SessionOrigin,
  now: Date,
): Promise<string | null> {
  const id = newUuid();
  const session = {
    id,
    userId: user.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + SESSION_MAX_AGE_SECONDS * 1000),
    lastProofAt: now,
    address,
    userAgent,
  };
  return (await insertSession(tx, session, user)) ? id : null;
}

export function endSession(database: Database, sessionId: string): Promise<void> {
  return deleteSession(database.db, sessionId);
}
