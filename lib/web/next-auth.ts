/** next-auth's part: the sign-in form's endpoints and the encrypted cookie that carries the session's id. */
import type { NextAuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { currentWire, originOf, type Wire } from "@/lib/api/wire";
import { endSession, SESSION_MAX_AGE_SECONDS } from "@/lib/auth/session";
import { type SignInResult, signIn } from "@/lib/auth/sign-in";
import { logError } from "@/lib/log";
import { routes } from "@/lib/routes";
import { runtime } from "@/lib/runtime";
import type { Settings } from "@/lib/settings";

/** `__Host-` pins the cookie to this host and to HTTPS; plain HTTP (local work) cannot set such a name. */
export function sessionCookieName(settings: Pick<Settings, "baseUrl">): string {
  return isSecure(settings) ? "__Host-nuvera-session" : "nuvera-session";
}

function isSecure(settings: Pick<Settings, "baseUrl">): boolean {
  return settings.baseUrl.startsWith("https:");
}

/** The session id inside the cookie's value, or `null` when the value is not ours. */
export async function readSessionCookie(value: string, settings: Settings): Promise<string | null> {
  const token = await decode({ token: value, secret: settings.sessionSecret }).catch(() => null);
  return typeof token?.sessionId === "string" ? token.sessionId : null;
}

/**
 * The options for one request to this deployment. next-auth would put the text of what a sign-in throws into a URL,
 * and swallows what a sign-out throws; so both are given to `onFailure`, and the caller answers for them.
 */
export function authOptions(settings: Settings, onFailure: (error: unknown) => void): NextAuthOptions {
  return {
    secret: settings.sessionSecret,
    useSecureCookies: isSecure(settings),
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
    cookies: {
      sessionToken: {
        name: sessionCookieName(settings),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(settings) },
      },
    },
    pages: { signIn: routes.signIn, signOut: routes.signIn, error: routes.signIn },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {}, code: {} },
        authorize: async (credentials) => {
          const wire = currentWire();
          if (
            wire === null ||
            typeof credentials?.email !== "string" ||
            typeof credentials.password !== "string"
          ) {
            return null;
          }
          const { email, password } = credentials;
          const code = typeof credentials.code === "string" ? credentials.code.trim() : "";
          const result = await signInFromWire(wire, email, password, code).catch((error: unknown) => {
            onFailure(error);
            throw new Error("unavailable");
          });
          if (result.ok) return { id: result.userId, sessionId: result.sessionId };
          if (result.problem === "throttled") throw new Error(`throttled:${result.retryAfterSeconds}`);
          if (result.problem !== "wrong_credentials") throw new Error(result.problem);
          return null;
        },
      }),
    ],
    callbacks: {
      // The cookie holds nothing but the session's id; who that is, is read from the database each time.
      jwt: ({ token, user }) => ({ sessionId: user === undefined ? token.sessionId : user.sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !/^\/[/\\]/.test(url) ? `${baseUrl}${url}` : baseUrl,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sessionId !== "string") return;
        await endSession(runtime().database, token.sessionId).catch(onFailure);
      },
    },
    logger: { error: logNextAuthError, warn: () => {}, debug: () => {} },
  };
}

/** Its code, the error's name and where it came from; not its text or data, which may quote cookies and forms. */
function logNextAuthError(problem: string, metadata: Error | { error: unknown }): void {
  const error = metadata instanceof Error ? metadata : metadata.error;
  const quiet =
    error instanceof Error ? Object.assign(new Error(), { name: error.name, stack: error.stack }) : error;
  logError("next-auth failed", quiet, { problem });
}

/** An `async` function, so that whatever goes wrong is a rejection. */
async function signInFromWire(
  wire: Wire,
  email: string,
  password: string,
  code: string,
): Promise<SignInResult> {
  return signIn(runtime(), email, password, originOf(wire), code === "" ? null : code);
}
