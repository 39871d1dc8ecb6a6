/**
 * What server components of the operator's hub start with. Layouts are not run again while somebody moves inside the
 * app, so every page calls `requireHubShell` itself; before it has answered, nothing of a page exists.
 */
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { Session } from "@/lib/auth/session";
import { toPublicId } from "@/lib/ids";
import { permissionsOfOperatorRole } from "@/lib/permissions";
import { routes } from "@/lib/routes";
import { currentSession } from "@/lib/web/current-session";
import type { HubShellContext } from "@/lib/web/hub-shell-context";
import { signInPathWithReturn } from "@/lib/web/shell";

/**
 * Who of the staff looks. Strangers go to the sign-in page, whatever path under the hub they asked for; everybody else
 * who is not staff gets a plain 404; staff without one-time codes get to the page where they set them up.
 */
export async function requireHubShell(options: { withoutCodes?: "allowed" } = {}): Promise<HubShellContext> {
  const session = await currentSession();
  if (session === null) return redirect(await signInPathWithReturn());
  const shell = toHubShell(session) ?? notFound();
  if (!shell.hasSecondFactor && options.withoutCodes !== "allowed") return redirect(routes.hubSecurity);
  return shell;
}

/** A hub page's title, for staff alone: the 404 of everybody else names nothing. */
export async function hubMetadata(title: string): Promise<Metadata> {
  const session = await currentSession();
  return session === null || toHubShell(session) === null ? {} : { title };
}

function toHubShell(session: Session): HubShellContext | null {
  if (session.kind !== "OPERATOR" || session.operatorRole === null) return null;
  return {
    user: { id: toPublicId("user", session.userId), displayName: session.displayName, email: session.email },
    role: session.operatorRole,
    permissions: [...permissionsOfOperatorRole(session.operatorRole)],
    hasSecondFactor: session.proof.hasSecondFactor,
  };
}
