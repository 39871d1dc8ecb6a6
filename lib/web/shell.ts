/** What server components of the partner area start with. */
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Session } from "@/lib/auth/session";
import { toPublicId } from "@/lib/ids";
import { permissionsOfRole } from "@/lib/permissions";
import { routes } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import { settingsOrNull } from "@/lib/settings";
import { currentSession } from "@/lib/web/current-session";
import { readPreferences } from "@/lib/web/preferences";
import type { ShellContext } from "@/lib/web/shell-context";

/** Where the signed-in person begins, or `null` for nobody. A partner user without an organization has no area. */
export async function getSessionUser(): Promise<{ area: "partner" | "hub" | "none"; home: string } | null> {
  const session = await currentSession();
  if (session === null) return null;
  if (session.kind === "OPERATOR") return { area: "hub", home: routes.hub };
  if (session.kind === "PARTNER" && session.memberships.length > 0) {
    return { area: "partner", home: routes.overview };
  }
  return { area: "none", home: routes.noArea };
}

/** The partner's context; sends strangers to the sign-in page and answers 404 to people without a partner organization. */
export async function requirePartnerShell(): Promise<ShellContext> {
  const session = await currentSession();
  if (session === null) return redirect(await signInPathWithReturn());
  const shell = session.kind === "PARTNER" ? toShellContext(session, await readPreferences()) : null;
  return shell ?? notFound();
}

function toShellContext(
  session: Session,
  preferences: Awaited<ReturnType<typeof readPreferences>>,
): ShellContext | null {
  const organizations = session.memberships.map(({ organizationId, name, slug, role }) => ({
    id: toPublicId("organization", organizationId),
    name,
    slug,
    role,
  }));
  const current = organizations.find(({ id }) => id === preferences.organizationId) ?? organizations[0];
  if (current === undefined) return null;
  const { role, ...organization } = current;
  const environment = preferences.environment ?? "sandbox";
  return {
    user: { id: toPublicId("user", session.userId), displayName: session.displayName, email: session.email },
    organization,
    role,
    permissions: [...permissionsOfRole(role)],
    environment,
    apiBaseUrl: ownApiBaseUrl(environment),
    organizations,
  };
}

/** The environment's own base URL, where it has one. */
export function ownApiBaseUrl(environment: Environment): string | undefined {
  return settingsOrNull()?.environmentBaseUrls?.[environment];
}

/** The server in front names the page's path in `x-nuvera-path`, so that signing in leads back to it. */
export async function signInPathWithReturn(): Promise<string> {
  const path = (await headers()).get("x-nuvera-path");
  return path === null ? routes.signIn : `${routes.signIn}?next=${encodeURIComponent(path)}`;
}
