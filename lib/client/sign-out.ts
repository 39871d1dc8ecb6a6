import { forgetDrafts } from "@/lib/client/session-drafts";
import { toast } from "@/lib/client/toast";
import { routes } from "@/lib/routes";

/**
 * Ends the session and leaves for the sign-in page. When the server could not end it, the person stays and is told:
 * a page that looks signed out with a living session would be worse.
 */
export async function leave(): Promise<void> {
  // Loaded here: no page needs it to be shown.
  const ended = await import("next-auth/react")
    .then(({ signOut }) => signOut({ redirect: false, callbackUrl: routes.signIn }))
    .then((answer: unknown) => typeof answer === "object" && answer !== null && "url" in answer)
    .catch(() => false);
  if (!ended) {
    toast.error("You are still signed in: the server could not end the session. Try again in a moment.");
    return;
  }
  forgetDrafts();
  window.location.assign(routes.signIn);
}
