"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { StepDownDialog } from "@/components/team/step-down-dialog";
import { useTeamRules } from "@/components/team/use-team-rules";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useWorkplace } from "@/components/workplace";
import { changeMemberRole, teamQuery } from "@/lib/client/team";
import { toast } from "@/lib/client/toast";
import { UiError } from "@/lib/client/ui-error";
import { describeRole, formatRole } from "@/lib/client/words";
import type { PartnerRole } from "@/lib/permissions";
import type { MemberView } from "@/lib/schemas/team";

type RoleMenuProps = { member: MemberView; roles: readonly PartnerRole[] };

/** The role, and the others there are with what each may do. One's own is asked about: there is no way back alone. */
export function RoleMenu({ member, roles }: RoleMenuProps) {
  const { place } = useWorkplace();
  const { isSelf } = useTeamRules();
  const [steppingDownTo, setSteppingDownTo] = useState<PartnerRole | null>(null);
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (role: PartnerRole) => changeMemberRole(place, member.userId, role),
    onSuccess: ({ role }) => {
      const former = member.role;
      if (role === former) return;
      toast.success(`${member.displayName} is now ${formatRole(role)}.`, {
        description: "Their sessions ended; the new role counts from their next sign-in.",
        action: { label: "Undo", onClick: () => change.mutate(former) },
      });
    },
    onError: (error) =>
      toast.error(error instanceof UiError ? error.message : "The role was not changed. Try again."),
    onSettled: () => client.invalidateQueries({ queryKey: teamQuery(place).queryKey }),
  });

  if (roles.length < 2) return <span>{formatRole(member.role)}</span>;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="outline"
            size="sm"
            loading={change.isPending}
            aria-label={`Role of ${member.displayName}: ${formatRole(member.role)}`}
          >
            {formatRole(member.role)}
            <ChevronDown aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-80 max-w-[calc(100vw-2rem)]">
          <DropdownMenuRadioGroup
            value={member.role}
            onValueChange={(value) => {
              const role = roles.find((candidate) => candidate === value);
              if (role === undefined || role === member.role) return;
              if (isSelf(member)) setSteppingDownTo(role);
              else change.mutate(role);
            }}
          >
            {roles.map((role) => (
              <DropdownMenuRadioItem key={role} value={role} className="relative items-start">
                <span className="min-w-0">
                  <span className="block font-medium">{formatRole(role)}</span>
                  <span className="block text-muted-foreground text-[0.8125rem]">{describeRole(role)}</span>
                </span>
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuContent>
      </DropdownMenu>
      {steppingDownTo === null ? null : (
        <StepDownDialog member={member} role={steppingDownTo} onClose={() => setSteppingDownTo(null)} />
      )}
    </>
  );
}
