import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { NoHubAccess } from "@/components/hub/no-hub-access";
import { ScreeningLists } from "@/components/hub/reference/screening-lists";
import { PageHeader } from "@/components/ui/page-header";
import { watchlistsQuery } from "@/lib/client/hub-screening";
import { listWatchlists } from "@/lib/operations/screening/watchlists";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

export const generateMetadata = () => hubMetadata("Screening lists");

export default async function ScreeningListsPage() {
  const shell = await requireHubShell();
  if (!shell.permissions.includes("REVIEWS_READ")) {
    return (
      <>
        <PageHeader title="Screening lists" />
        <NoHubAccess title="You do not have access to the screening lists" role={shell.role} />
      </>
    );
  }
  const client = new QueryClient();
  await client.prefetchQuery({
    ...watchlistsQuery,
    queryFn: () => callHubOperation(listWatchlists, "deployment", {}),
  });
  return (
    <>
      <PageHeader
        title="Screening lists"
        description="What customers, their persons and beneficiaries are screened against."
      />
      <HydrationBoundary state={dehydrate(client)}>
        <ScreeningLists />
      </HydrationBoundary>
    </>
  );
}
