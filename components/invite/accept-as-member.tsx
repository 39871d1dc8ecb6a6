"use client";

import { signOut } from "next-auth/react";
import { useState } from "react";
import { type InvitationLink, useAccept } from "@/components/invite/use-accept";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { signInPath } from "@/lib/client/session-expired";
import { toast } from "@/lib/client/toast";
import type { InvitationPreview } from "@/lib/schemas/team";

type AcceptAsMemberProps = { link: InvitationLink; preview: InvitationPreview; signedInAs: string | null };

/** For somebody with an account: signs in where needed, and never joins under another address than the invited one. */
export function AcceptAsMember({ link, preview, signedInAs }: AcceptAsMemberProps) {
  const { accept, accepting, refusal } = useAccept(link);
  if (signedInAs === null) {
    return (
      <>
        <p className="text-muted-foreground">
          There is an account with this address. Sign in with it to accept.
        </p>
        <Button asChild>
          <a href={signInPath(window.location.pathname)}>Sign in to accept</a>
        </Button>
      </>
    );
  }
  if (signedInAs.toLowerCase() !== preview.email.toLowerCase()) {
    return <WrongPerson signedInAs={signedInAs} invited={preview.email} />;
  }
  return (
    <>
      {refusal === null ? null : <ErrorState title="The invitation was not accepted." error={refusal} />}
      <p className="text-muted-foreground">
        You are signed in as <span className="[overflow-wrap:anywhere]">{signedInAs}</span>.
      </p>
      <Button loading={accepting} onClick={() => void accept()}>
        Join {preview.organizationName}
      </Button>
    </>
  );
}

function WrongPerson({ signedInAs, invited }: { signedInAs: string; invited: string }) {
  const [leaving, setLeaving] = useState(false);

  /** The tab keeps the link's secret, so the page goes on where it was. */
  async function leave() {
    setLeaving(true);
    const ended = await signOut({ redirect: false })
      .then((answer: unknown) => typeof answer === "object" && answer !== null && "url" in answer)
      .catch(() => false);
    if (ended) {
      window.location.reload();
      return;
    }
    toast.error("You are still signed in: the server could not end the session. Try again in a moment.");
    setLeaving(false);
  }

  return (
    <>
      <Notice tone="warning" title="The invitation is for somebody else">
        <p className="[overflow-wrap:anywhere]">
          It is for {invited}, and you are signed in as {signedInAs}.
        </p>
      </Notice>
      <Button variant="outline" loading={leaving} onClick={() => void leave()}>
        Sign out and go on as {invited}
      </Button>
    </>
  );
}
