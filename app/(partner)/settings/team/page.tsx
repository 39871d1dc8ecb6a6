import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { LeaveOrganization } from "@/components/team/leave-organization";
import { NoTeamAccess } from "@/components/team/no-team-access";
import { Team } from "@/components/team/team";
import { PageHeader } from "@/components/ui/page-header";
import { teamQuery } from "@/lib/client/team";
import { getTeam } from "@/lib/operations/team/get";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const shell = await requirePartnerShell();
  if (!shell.permissions.includes("TEAM_READ")) {
    return (
      <>
        <PageHeader crumbs={[{ label: "Settings" }]} title="Team" />
        <NoTeamAccess />
        <LeaveOrganization isLastOwner={false} />
      </>
    );
  }
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({
    ...teamQuery(partnerWorkplace(shell).place),
    queryFn: () => callOperation(shell, getTeam, {}),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Team />
    </HydrationBoundary>
  );
}
