"use client";

import { AuditView } from "@/components/audit/audit-view";
import { NoAuditAccess } from "@/components/audit/no-audit-access";
import { useKnownNames } from "@/components/audit/use-known-names";
import { useMay, useWorkplace } from "@/components/workplace";
import { NO_NAMES } from "@/lib/client/audit-names";

type AuditHistoryProps = {
  /** The organization somebody works in, or the operator's own staff. */
  source: "organization" | "operator";
};

/** Everything that was done, by whom, newest first, with filters that live in the address. */
export function AuditHistory({ source }: AuditHistoryProps) {
  if (source === "operator") {
    return <AuditView source={{ kind: "operator" }} known={NO_NAMES} mayExport={false} />;
  }
  return <OrganizationAudit />;
}

function OrganizationAudit() {
  const mayRead = useMay("AUDIT_READ");
  return mayRead ? <ReadableAudit /> : <NoAuditAccess />;
}

function ReadableAudit() {
  const { place } = useWorkplace();
  return <AuditView source={{ kind: "organization", place }} known={useKnownNames()} mayExport />;
}
