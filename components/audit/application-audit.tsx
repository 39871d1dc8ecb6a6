"use client";

import { AuditView } from "@/components/audit/audit-view";
import { useKnownNames } from "@/components/audit/use-known-names";
import { useWorkplace } from "@/components/workplace";

/** Everything that was done to one application, for whoever may see the application. */
export function ApplicationAudit({ applicationId }: { applicationId: string }) {
  const { place, permissions } = useWorkplace();
  return (
    <AuditView
      source={{ kind: "application", place, applicationId }}
      known={useKnownNames()}
      mayExport={permissions.includes("AUDIT_READ")}
    />
  );
}
