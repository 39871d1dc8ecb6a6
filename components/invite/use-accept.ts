"use client";

import { useState } from "react";
import { acceptInvitation, forgetInvitationSecret, type NewAccount } from "@/lib/client/invitation";
import { savePreferences } from "@/lib/client/preferences";
import { signInPath } from "@/lib/client/session-expired";
import { signInWithPassword } from "@/lib/client/sign-in";
import { routes } from "@/lib/routes";

/** What the link carries. */
export type InvitationLink = { invitationId: string; secret: string };

/** Accepts and goes to the new organization; a new person is signed in with the password just chosen. */
export function useAccept({ invitationId, secret }: InvitationLink) {
  const [accepting, setAccepting] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);

  async function accept(newAccount?: NewAccount) {
    setAccepting(true);
    setRefusal(null);
    try {
      const { organizationId, email } = await acceptInvitation(invitationId, secret, newAccount);
      forgetInvitationSecret(invitationId);
      const isSignedIn =
        newAccount === undefined || (await signInWithPassword({ email, password: newAccount.password })).ok;
      if (isSignedIn) await savePreferences({ organizationId }).catch(() => undefined);
      window.location.replace(isSignedIn ? routes.overview : signInPath(routes.overview));
    } catch (error) {
      setRefusal(error);
      setAccepting(false);
    }
  }

  return { accept, accepting, refusal };
}
