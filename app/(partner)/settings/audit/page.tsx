import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AuditHistory } from "@/components/audit/audit-history";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { PageHeader } from "@/components/ui/page-header";
import { AUDIT_PAGE_SIZE, auditQuery, prefetchChoices } from "@/lib/client/audit";
import { readAuditFilter, toServerFilter } from "@/lib/client/audit-filter";
import { listApplications } from "@/lib/operations/applications/list";
import { listAuditEvents } from "@/lib/operations/audit-history/list";
import { getTeam } from "@/lib/operations/team/get";
import type { Permission } from "@/lib/permissions";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Audit history" };

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditHistoryPage({ searchParams }: AuditPageProps) {
  const [shell, parameters] = await Promise.all([requirePartnerShell(), searchParams]);
  const queryClient = new QueryClient();
  if (shell.permissions.includes("AUDIT_READ")) {
    const filter = readAuditFilter({ get: (name) => [parameters[name] ?? null].flat()[0] ?? null });
    const { place } = partnerWorkplace(shell);
    const may = (permission: Permission) => shell.permissions.includes(permission);
    await Promise.all([
      queryClient.prefetchInfiniteQuery({
        ...auditQuery({ kind: "organization", place }, filter),
        queryFn: () =>
          callOperation(shell, listAuditEvents, { ...toServerFilter(filter), limit: AUDIT_PAGE_SIZE }),
      }),
      prefetchChoices(queryClient, place, {
        ...(may("APPLICATIONS_READ") && {
          applications: (environment, limit) =>
            callOperation({ ...shell, environment }, listApplications, { limit }),
        }),
        ...(may("TEAM_READ") && { people: () => callOperation(shell, getTeam, {}) }),
      }),
    ]);
  }
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }]}
        title="Audit history"
        description={`Everything that was done in ${shell.organization.name}: by whom, when, from where and why.`}
      />
      <HydrationBoundary state={dehydrate(queryClient)}>
        <AuditHistory source="organization" />
      </HydrationBoundary>
    </>
  );
}
