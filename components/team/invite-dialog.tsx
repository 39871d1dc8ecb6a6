"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { InvitationLink } from "@/components/team/invitation-link";
import { InviteForm } from "@/components/team/invite-form";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { useWorkplace } from "@/components/workplace";
import { teamQuery } from "@/lib/client/team";
import { formatRole } from "@/lib/client/words";
import type { CreatedInvitation } from "@/lib/schemas/team";

type InviteDialogProps = {
  /** Where the invitation exists already and only its link is to be shown. */
  made: CreatedInvitation | null;
  onClose: () => void;
};

const stay = (event: Event) => event.preventDefault();

/** Address and role, then the link, which is shown once: a stray click does not close it. */
export function InviteDialog({ made, onClose }: InviteDialogProps) {
  const { place, organizationName } = useWorkplace();
  const client = useQueryClient();
  const [created, setCreated] = useState<CreatedInvitation | null>(made);

  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        {...(created === null
          ? {}
          : { onEscapeKeyDown: stay, onPointerDownOutside: stay, onInteractOutside: stay })}
      >
        <div className="flex flex-col gap-1.5">
          <DialogTitle>
            {created === null ? `Invite somebody to ${organizationName}` : "The invitation is made"}
          </DialogTitle>
          <DialogDescription>
            {created === null
              ? "They get a link that is for their address alone, works once and ends after seven days."
              : `${created.invitation.email} is invited as ${formatRole(created.invitation.role)}.`}
          </DialogDescription>
        </div>
        {created === null ? (
          <InviteForm
            onCancel={onClose}
            onCreated={(invitation) => {
              setCreated(invitation);
              void client.invalidateQueries({ queryKey: teamQuery(place).queryKey });
            }}
          />
        ) : (
          <InvitationLink created={created} onDone={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}
