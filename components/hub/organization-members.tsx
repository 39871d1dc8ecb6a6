"use client";

import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { hubTeamQuery } from "@/lib/client/hub";
import { formatRole } from "@/lib/client/words";
import type { InvitationView, MemberView } from "@/lib/schemas/team";

/** The organization's people, to look at: staff are no members of a partner's team and change nothing there. */
export function OrganizationMembers({ organizationId }: { organizationId: string }) {
  const query = useQuery(hubTeamQuery(organizationId));
  if (query.isPending) return <RowsSkeleton label="Loading members" />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="The members could not be loaded."
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { members, invitations } = query.data;
  return (
    <div className="flex flex-col gap-10">
      {members.length === 0 ? (
        <EmptyState icon={Users} title="No members">
          Nobody can sign in for this organization. Its applications go on working.
        </EmptyState>
      ) : (
        <Members members={members} />
      )}
      {invitations.length === 0 ? null : <Invitations invitations={invitations} />}
    </div>
  );
}

function Members({ members }: { members: MemberView[] }) {
  return (
    <Table label="Members">
      <TableHead>
        <TableHeader className="md:pl-2">Member</TableHeader>
        <TableHeader>Role</TableHeader>
        <TableHeader>One-time codes</TableHeader>
        <TableHeader>Person id</TableHeader>
        <TableHeader className="text-right md:pr-2">Joined</TableHeader>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <TableRow key={member.userId}>
            <TableCell className="md:pl-2">
              <div className="min-w-0 text-left">
                <p className="font-medium [overflow-wrap:anywhere]">{member.displayName}</p>
                <p className="text-muted-foreground text-[0.8125rem] [overflow-wrap:anywhere]">
                  {member.email}
                </p>
              </div>
            </TableCell>
            <TableCell label="Role">{formatRole(member.role)}</TableCell>
            <TableCell label="One-time codes">
              {member.hasSecondFactor ? (
                <Status tone="success">On</Status>
              ) : (
                <span className="text-muted-foreground">Off</span>
              )}
            </TableCell>
            <TableCell label="Person id">
              <Mono
                value={member.userId}
                short={`…${member.userId.slice(-8)}`}
                label={`id of ${member.displayName}`}
              />
            </TableCell>
            <TableCell label="Joined" className="md:pr-2 md:text-right">
              <RelativeTime at={member.joinedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Invitations({ invitations }: { invitations: InvitationView[] }) {
  return (
    <Section title="Invitations" description="Neither accepted nor withdrawn.">
      <Table label="Invitations">
        <TableHead>
          <TableHeader className="md:pl-2">Email</TableHeader>
          <TableHeader>Role</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader>Invited by</TableHeader>
          <TableHeader className="text-right md:pr-2">Expires</TableHeader>
        </TableHead>
        <TableBody>
          {invitations.map((invitation) => (
            <TableRow key={invitation.id}>
              <TableCell className="md:pl-2">
                <span className="font-medium [overflow-wrap:anywhere]">{invitation.email}</span>
              </TableCell>
              <TableCell label="Role">{formatRole(invitation.role)}</TableCell>
              <TableCell label="Status">
                {invitation.status === "open" ? (
                  <Status tone="warning">Open</Status>
                ) : (
                  <Status tone="neutral">Expired</Status>
                )}
              </TableCell>
              <TableCell label="Invited by">{invitation.createdByName}</TableCell>
              <TableCell label="Expires" className="md:pr-2 md:text-right">
                <RelativeTime at={invitation.expiresAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
