import { UiError } from "@/lib/client/ui-error";
import { routes } from "@/lib/routes";

/** The sign-in page with the way back to `path`. */
export function signInPath(path: string): string {
  return `${routes.signIn}?${new URLSearchParams({ next: path })}`;
}

/** A data route answered 401: the session is over, so the page goes to sign-in and comes back afterwards. */
export function redirectIfSignedOut(error: unknown): void {
  if (!(error instanceof UiError) || error.status !== 401) return;
  const { pathname, search } = window.location;
  window.location.assign(signInPath(`${pathname}${search}`));
}
