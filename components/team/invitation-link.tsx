"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CreatedInvitation } from "@/lib/schemas/team";

const MAIL_STATUS: Record<CreatedInvitation["mailDelivery"], string> = {
  smtp: "A mail with this link is on its way.",
  outbox:
    "This deployment sends no mail: the operator's staff find it in the outbox. Send the link yourself.",
  off: "This deployment sends no mail. Send the link yourself.",
};

/** The link of a new invitation, shown this once. */
export function InvitationLink({ created, onDone }: { created: CreatedInvitation; onDone: () => void }) {
  return (
    <>
      <div className="flex flex-col gap-2 rounded-lg border border-border bg-muted/60 p-3">
        <code className="font-mono text-[0.8125rem] break-all">{created.link}</code>
        <CopyButton value={created.link} label="link" withText className="self-start" />
      </div>
      <p className="text-muted-foreground">
        {MAIL_STATUS[created.mailDelivery]} The link is shown once, here, and ends{" "}
        <RelativeTime at={created.invitation.expiresAt} />. Whoever has it can accept the invitation: send it
        to nobody else.
      </p>
      <Button className="w-full sm:w-auto sm:self-end" onClick={onDone}>
        Done
      </Button>
    </>
  );
}
