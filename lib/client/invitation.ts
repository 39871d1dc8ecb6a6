/** What the holder of an invitation's link does in the browser, before they belong anywhere. */
import { fetchUi } from "@/lib/client/fetch-ui";
import { uiApi } from "@/lib/routes";
import type { AcceptedInvitation, InvitationPreview } from "@/lib/schemas/team";

const acceptedInvitationSchema = async () => (await import("@/lib/schemas/team")).acceptedInvitationSchema;
const invitationPreviewSchema = async () => (await import("@/lib/schemas/team")).invitationPreviewSchema;

const storageKey = (invitationId: string) => `nuvera-invitation-${invitationId}`;

/**
 * The secret of the link, or `null` without one. It leaves the address bar and the history at once; the tab keeps it,
 * for whoever has to sign in first comes back without it.
 */
export function takeInvitationSecret(invitationId: string): string | null {
  const fromLink = window.location.hash.slice(1);
  if (fromLink !== "") {
    sessionStorage.setItem(storageKey(invitationId), fromLink);
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, "", `${pathname}${search}`);
  }
  return sessionStorage.getItem(storageKey(invitationId));
}

export function forgetInvitationSecret(invitationId: string): void {
  sessionStorage.removeItem(storageKey(invitationId));
}

export function lookUpInvitation(invitationId: string, secret: string): Promise<InvitationPreview> {
  return fetchUi(uiApi.invitation(invitationId, "look-up"), {
    method: "POST",
    body: { secret },
    schema: invitationPreviewSchema,
  });
}

export type NewAccount = { displayName: string; password: string };

/** As a new person, or as who is signed in. */
export function acceptInvitation(
  invitationId: string,
  secret: string,
  newAccount?: NewAccount,
): Promise<AcceptedInvitation> {
  return fetchUi(uiApi.invitation(invitationId, "accept"), {
    method: "POST",
    body: { secret, ...(newAccount === undefined ? {} : { newAccount }) },
    schema: acceptedInvitationSchema,
  });
}
