"use client";

import { useState } from "react";
import { RemoveMemberDialog } from "@/components/team/remove-member-dialog";
import { RoleMenu } from "@/components/team/role-menu";
import { useTeamRules } from "@/components/team/use-team-rules";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MemberView } from "@/lib/schemas/team";

export function MembersTable({ members }: { members: readonly MemberView[] }) {
  const rules = useTeamRules();
  const [removing, setRemoving] = useState<MemberView | null>(null);
  return (
    <>
      <Table label="Members">
        <TableHead>
          <TableHeader>Person</TableHeader>
          <TableHeader>Role</TableHeader>
          <TableHeader>One-time codes</TableHeader>
          <TableHeader>Joined</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.userId}>
              <TableCell>
                <div className="min-w-0 text-left">
                  <p className="flex flex-wrap items-center gap-x-2 font-medium [overflow-wrap:anywhere]">
                    {member.displayName}
                    {rules.isSelf(member) ? <Badge>You</Badge> : null}
                  </p>
                  <p className="text-muted-foreground [overflow-wrap:anywhere]">{member.email}</p>
                </div>
              </TableCell>
              <TableCell label="Role">
                <RoleMenu member={member} roles={rules.rolesFor(member, members)} />
              </TableCell>
              <TableCell label="One-time codes">
                <Status tone={member.hasSecondFactor ? "success" : "neutral"}>
                  {member.hasSecondFactor ? "On" : "Off"}
                </Status>
              </TableCell>
              <TableCell label="Joined">
                <RelativeTime at={member.joinedAt} />
              </TableCell>
              <TableCell className="md:text-right">
                {rules.mayRemove(member) ? (
                  <Button
                    variant="outline"
                    size="sm"
                    className="max-md:w-full"
                    aria-label={`Remove ${member.displayName}`}
                    onClick={() => setRemoving(member)}
                  >
                    Remove
                  </Button>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {removing === null ? null : <RemoveMemberDialog member={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}
