import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ApplicationsList, CreateApplicationLink } from "@/components/applications/applications-list";
import { NoAccess } from "@/components/applications/no-access";
import { partnerWorkplace } from "@/components/shell/partner-workplace";
import { PageHeader } from "@/components/ui/page-header";
import { APPLICATIONS_PAGE_SIZE, applicationsQuery } from "@/lib/client/applications";
import { listApplications } from "@/lib/operations/applications/list";
import { callOperation } from "@/lib/web/page-operations";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "API Applications" };

export default async function ApplicationsPage() {
  const shell = await requirePartnerShell();
  const mayRead = shell.permissions.includes("APPLICATIONS_READ");
  const queryClient = new QueryClient();
  if (mayRead) {
    await queryClient.prefetchInfiniteQuery({
      ...applicationsQuery(partnerWorkplace(shell).place),
      queryFn: () => callOperation(shell, listApplications, { limit: APPLICATIONS_PAGE_SIZE }),
    });
  }
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }, { label: "Platform" }]}
        title="API Applications"
        description="Services of yours that call the API, each with its own API key, signing key and permissions."
        actions={shell.permissions.includes("APPLICATIONS_WRITE") ? <CreateApplicationLink /> : null}
      />
      {mayRead ? (
        <HydrationBoundary state={dehydrate(queryClient)}>
          <ApplicationsList />
        </HydrationBoundary>
      ) : (
        <NoAccess title="You do not have access to API applications" />
      )}
    </>
  );
}
