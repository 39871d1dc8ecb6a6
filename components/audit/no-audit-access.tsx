"use client";

import { Lock } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { useWorkplace } from "@/components/workplace";

/** Not an error: what the person's role does not cover, and who can change that. */
export function NoAuditAccess() {
  const { organizationName } = useWorkplace();
  return (
    <EmptyState icon={Lock} title="You do not have access to the audit history">
      Owners and admins of {organizationName} read it. One of them can change your role.
    </EmptyState>
  );
}
