"use client";

import { Lock } from "lucide-react";
import { useShell } from "@/components/shell/shell-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { formatRole } from "@/lib/client/words";

/** Not an error: who looks after the team, for somebody who does not. */
export function NoTeamAccess() {
  const { role, organization } = useShell();
  return (
    <EmptyState icon={Lock} title="You do not manage the team">
      Your role in {organization.name} is {formatRole(role)}. Owners and admins see the team, invite people
      and change roles.
    </EmptyState>
  );
}
