"use client";

import { Lock } from "lucide-react";
import { useShell } from "@/components/shell/shell-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { formatRole } from "@/lib/client/words";

/** Not an error: what the person's role does not cover, and who can change that. */
export function NoRequestAccess() {
  const { role, organization } = useShell();
  return (
    <EmptyState icon={Lock} title="You do not have access to the request log">
      Your role in {organization.name} is {formatRole(role)}. Owners, admins and developers see what services
      ask; an owner or admin can change your role.
    </EmptyState>
  );
}
