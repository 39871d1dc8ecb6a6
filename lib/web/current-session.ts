/** The session behind the request that is being handled, in route handlers and server components alike. */
import { cookies } from "next/headers";
import { cache } from "react";
import { findSession, type Session } from "@/lib/auth/session";
import { runtimeOrNull } from "@/lib/runtime";
import { readSessionCookie, sessionCookieName } from "@/lib/web/next-auth";

/** Read from the database once per request; `null` for nobody. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const runtime = runtimeOrNull();
  if (runtime === null) return null;
  const value = (await cookies()).get(sessionCookieName(runtime.settings))?.value;
  const sessionId = value === undefined ? null : await readSessionCookie(value, runtime.settings);
  return sessionId === null ? null : findSession(runtime.database, sessionId, runtime.clock());
});
