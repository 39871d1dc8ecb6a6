"use client";

import { Lock } from "lucide-react";
import { useShell } from "@/components/shell/shell-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { formatRole } from "@/lib/client/words";

type NoAccessProps = {
  /** What the person came for: "You do not have access to API applications". */
  title: string;
};

/** Not an error: what the person's role does not cover, and who can change that. */
export function NoAccess({ title }: NoAccessProps) {
  const { role, organization } = useShell();
  return (
    <EmptyState icon={Lock} title={title}>
      Your role in {organization.name} is {formatRole(role)}. Owners, admins and developers manage API
      applications; an owner or admin can change your role.
    </EmptyState>
  );
}
