import { AuditHistory } from "@/components/audit/audit-history";
import { PageHeader } from "@/components/ui/page-header";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";

export const generateMetadata = () => hubMetadata("Audit");

export default async function HubAuditPage() {
  await requireHubShell();
  return (
    <>
      <PageHeader
        title="Audit"
        description="The operator's own history: sign-ins and accounts of staff and of platform customers. What staff do in an organization stands in that organization's history."
      />
      <AuditHistory source="operator" />
    </>
  );
}
