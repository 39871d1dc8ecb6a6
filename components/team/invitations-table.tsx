"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { loadInviteDialog } from "@/components/team/load-invite-dialog";
import { useTeamRules } from "@/components/team/use-team-rules";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { useWorkplace } from "@/components/workplace";
import { inviteMember, revokeInvitation, teamQuery } from "@/lib/client/team";
import { toast } from "@/lib/client/toast";
import { UiError } from "@/lib/client/ui-error";
import { formatRole } from "@/lib/client/words";
import type { CreatedInvitation, InvitationView } from "@/lib/schemas/team";

type InvitationsTableProps = {
  invitations: readonly InvitationView[];
  /** An invitation was made anew; its link wants to be shown. */
  onMade: (created: CreatedInvitation) => void;
};

export function InvitationsTable({ invitations, onMade }: InvitationsTableProps) {
  return (
    <Table label="Open invitations">
      <TableHead>
        <TableHeader>Address</TableHeader>
        <TableHeader>Role</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader>Invited</TableHeader>
        <TableHeader>
          <span className="sr-only">Actions</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} onMade={onMade} />
        ))}
      </TableBody>
    </Table>
  );
}

type InvitationRowProps = { invitation: InvitationView; onMade: (created: CreatedInvitation) => void };

function InvitationRow({ invitation, onMade }: InvitationRowProps) {
  const { mayWithdraw } = useTeamRules();
  const { withdraw, inviteAgain } = useInvitationActions(invitation, onMade);
  const isOpen = invitation.status === "open";
  return (
    <TableRow>
      <TableCell>
        <span className="font-medium [overflow-wrap:anywhere]">{invitation.email}</span>
      </TableCell>
      <TableCell label="Role">{formatRole(invitation.role)}</TableCell>
      <TableCell label="Status">
        <Status tone={isOpen ? "success" : "neutral"}>
          {isOpen ? (
            <span>
              Open, ends <RelativeTime at={invitation.expiresAt} />
            </span>
          ) : (
            "Expired"
          )}
        </Status>
      </TableCell>
      <TableCell label="Invited">
        <RelativeTime at={invitation.createdAt} />{" "}
        <span className="text-muted-foreground">by {invitation.createdByName}</span>
      </TableCell>
      <TableCell className="md:text-right">
        {mayWithdraw(invitation.role) ? (
          <div className="flex flex-wrap gap-2 max-md:w-full max-md:*:flex-1 md:justify-end">
            <Button
              variant="outline"
              size="sm"
              loading={inviteAgain.isPending}
              aria-label={`Make a new link for ${invitation.email}`}
              onClick={() => inviteAgain.mutate()}
            >
              New link
            </Button>
            <Button
              variant="outline"
              size="sm"
              loading={withdraw.isPending}
              aria-label={`Withdraw the invitation of ${invitation.email}`}
              onClick={() => withdraw.mutate()}
            >
              Withdraw
            </Button>
          </div>
        ) : null}
      </TableCell>
    </TableRow>
  );
}

function useInvitationActions(
  { id, email, role }: InvitationView,
  onMade: (created: CreatedInvitation) => void,
) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const reload = () => client.invalidateQueries({ queryKey: teamQuery(place).queryKey });
  const tell = (error: unknown) =>
    toast.error(error instanceof UiError ? error.message : "This did not work. Try again.");
  const inviteAgain = useMutation({
    // The link goes to the page alone: no cache of mutations ever holds it.
    mutationFn: async () => {
      // What shows the link is there before the link is made: it is shown once.
      await loadInviteDialog();
      onMade(await inviteMember(place, { email, role }));
    },
    onError: tell,
    onSettled: reload,
    gcTime: 0,
  });
  const withdraw = useMutation({
    mutationFn: () => revokeInvitation(place, id),
    onSuccess: () =>
      toast.success(`The invitation of ${email} was withdrawn.`, {
        description: "Its link no longer works.",
        action: { label: "Invite again", onClick: () => inviteAgain.mutate() },
      }),
    onError: tell,
    onSettled: reload,
  });
  return { withdraw, inviteAgain };
}
