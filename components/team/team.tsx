"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useShell } from "@/components/shell/shell-provider";
import { InvitationsTable } from "@/components/team/invitations-table";
import { LeaveOrganization } from "@/components/team/leave-organization";
import { loadInviteDialog } from "@/components/team/load-invite-dialog";
import { MembersTable } from "@/components/team/members-table";
import { TeamSkeleton } from "@/components/team/team-skeleton";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { laterDialog } from "@/components/ui/later";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { useMay, useWorkplace } from "@/components/workplace";
import { preload } from "@/lib/client/preload";
import { teamQuery } from "@/lib/client/team";
import { formatCount } from "@/lib/client/words";
import type { CreatedInvitation } from "@/lib/schemas/team";

const InviteDialog = laterDialog(loadInviteDialog, ({ onClose }) => onClose());

/** Who belongs to the organization, who is invited, and the ways in and out. */
export function Team() {
  const { place, organizationName } = useWorkplace();
  const { user } = useShell();
  const mayManage = useMay("TEAM_WRITE");
  const query = useQuery(teamQuery(place));
  const [inviting, setInviting] = useState(false);
  /** An invitation that was made again elsewhere on the page: its link is shown here, once. */
  const [made, setMade] = useState<CreatedInvitation | null>(null);
  const owners = query.data?.members.filter(({ role }) => role === "OWNER") ?? [];
  const isLastOwner = owners.length === 1 && owners[0]?.userId === user.id;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }]}
        title="Team"
        description={`People who work for ${organizationName} here, in both environments.`}
        actions={
          mayManage ? (
            <Button
              onPointerEnter={() => preload(loadInviteDialog)}
              onFocus={() => preload(loadInviteDialog)}
              onClick={() => setInviting(true)}
            >
              <UserPlus aria-hidden="true" />
              Invite somebody
            </Button>
          ) : null
        }
      />
      {query.isPending ? (
        <TeamSkeleton />
      ) : query.data === undefined ? (
        <ErrorState
          title="The team could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <>
          <Section title={`Members (${formatCount(query.data.members.length)})`}>
            <MembersTable members={query.data.members} />
          </Section>
          {query.data.invitations.length > 0 ? (
            <Section
              title="Open invitations"
              description="A link is shown once, when the invitation is made. Inviting the same address again makes a new link and ends the old one."
            >
              <InvitationsTable invitations={query.data.invitations} onMade={setMade} />
            </Section>
          ) : null}
          <LeaveOrganization isLastOwner={isLastOwner} />
        </>
      )}
      {inviting || made !== null ? (
        <InviteDialog
          made={made}
          onClose={() => {
            setInviting(false);
            setMade(null);
          }}
        />
      ) : null}
    </>
  );
}
