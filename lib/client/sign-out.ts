import { signOut } from "next-auth/react";
import { toast } from "sonner";
import { forgetDrafts } from "@/lib/client/application-draft";
import { forgetHubDrafts } from "@/lib/client/hub-draft";
import { routes } from "@/lib/routes";

/**
 * Ends the session and leaves for the sign-in page. When the server could not end it, the person stays and is told:
 * a page that looks signed out with a living session would be worse.
 */
export async function leave(): Promise<void> {
  const ended = await signOut({ redirect: false, callbackUrl: routes.signIn })
    .then((answer: unknown) => typeof answer === "object" && answer !== null && "url" in answer)
    .catch(() => false);
  if (!ended) {
    toast.error("You are still signed in: the server could not end the session. Try again in a moment.");
    return;
  }
  forgetDrafts();
  forgetHubDrafts();
  window.location.assign(routes.signIn);
}
